package site_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"saddle/kernel/site"
)

// lay makes a site as far as this package knows it.
func lay(t *testing.T, folder string) {
	t.Helper()
	kernel := filepath.Join(folder, "extensions", "saddle-jupyterlite", "static", "kernel")
	if err := os.MkdirAll(kernel, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"worker.js": "work()", "service-worker.js": "keep()\n", "saddle.wasm.gz": "\x1f\x8b"} {
		if err := os.WriteFile(filepath.Join(kernel, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFind(t *testing.T) {
	folder := t.TempDir()
	program := filepath.Join(folder, "bin", "saddle")
	none := func(string) string { return "" }
	if _, err := site.Find(program, none); !errors.Is(err, site.ErrNone) {
		t.Errorf("found: %v", err)
	}
	for _, place := range []string{filepath.Join(folder, "share", "saddle", "site"), filepath.Join(folder, "bin", "site")} {
		lay(t, place)
		if found, err := site.Find(program, none); err != nil || filepath.Clean(found) != place {
			t.Errorf("found %s, %v, not %s", found, err, place)
		}
	}
	other := t.TempDir()
	lay(t, other)
	if found, err := site.Find(program, func(string) string { return other }); err != nil || found != other {
		t.Errorf("found %s, %v", found, err)
	}
}

func TestBeside(t *testing.T) {
	from, pages := t.TempDir(), t.TempDir()
	lay(t, from)
	script := func(page string) string {
		if err := os.WriteFile(filepath.Join(pages, "a.html"), []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := site.Beside(pages, from); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(pages, site.ServiceWorker))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	first := script("one")
	want := regexp.MustCompile(`^const version = '[0-9a-f]{16}', files = \["a\.html","saddle/saddle\.wasm\.gz","saddle/service-worker\.js","saddle/worker\.js"\];\nkeep\(\)\n$`)
	if !want.MatchString(first) {
		t.Errorf("%s", first)
	}
	if script("one") != first || script("two") == first {
		t.Error("the version is not that of the files")
	}
	if worker, err := os.ReadFile(filepath.Join(pages, site.Folder, "worker.js")); err != nil || string(worker) != "work()" {
		t.Errorf("%s, %v", worker, err)
	}
}

func TestServe(t *testing.T) {
	folder := t.TempDir()
	lay(t, folder)
	l, err := site.Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- site.Serve(ctx, l, folder) }()
	var headers http.Header
	get := func(host string) (int, string) {
		request, err := http.NewRequest("GET", "http://"+l.Addr().String()+"/extensions/saddle-jupyterlite/static/kernel/worker.js", nil)
		if err != nil {
			t.Fatal(err)
		}
		if host != "" {
			request.Host = host
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		headers = answer.Header
		text, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, string(text)
	}
	if code, text := get(""); code != 200 || text != "work()" {
		t.Errorf("%d %s", code, text)
	}
	if headers.Get("Cross-Origin-Opener-Policy") != "same-origin" || headers.Get("Cross-Origin-Embedder-Policy") != "require-corp" {
		t.Errorf("pages are not apart from other sites: %v", headers)
	}
	if code, text := get("elsewhere.example"); code != 403 || strings.Contains(text, "work") {
		t.Errorf("%d %s", code, text)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
