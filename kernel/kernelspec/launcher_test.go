package kernelspec

import (
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestExamineLauncher asks the package itself, by the Python that Jupyter runs with, and advises what the reader has.
func TestExamineLauncher(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("programs are shell scripts here")
	}
	own := t.TempDir()
	t.Setenv("JUPYTER_DATA_DIR", filepath.Join(own, "user", "share", "jupyter"))
	prefix := filepath.Join(own, "sys")
	put(t, filepath.Join(prefix, "share/jupyter/kernels/saddle/kernel.json"),
		`{"argv": ["python", "-m", "saddle_kernel", "kernel", "{connection_file}"], "language": "saddle"}`, 0o644)
	wheel := put(t, filepath.Join(own, "a wheel.whl"), "", 0o644)
	for name, c := range map[string]struct{ launched, wheel, said, mend string }{
		"well":          {"echo 1.2", wheel, "starts Saddle by the Python package", ""},
		"another":       {"echo 1.1", wheel, "starts 1.1, this is 1.2", "build/saddle install --prefix " + prefix},
		"with its file": {"exit 1", wheel, "does not start with", `python -m pip install --force-reinstall --no-deps '` + wheel + `'`},
		"without":       {"exit 1", "", "does not start with", "build/saddle install --prefix " + prefix},
	} {
		python := Python{Path: put(t, filepath.Join(own, "python"), `#!/bin/sh
case "$1 $3" in
"-m --version") `+c.launched+` ;;
"-c saddle-kernel") echo '`+c.wheel+`' ;;
*) exit 1 ;;
esac
`, 0o755)}
		got := Examine([]string{filepath.Join(prefix, "share", "jupyter")}, python, Program{"build/saddle", "1.2"})[0]
		want := strings.Replace(c.mend, "python -m", python.Path+" -m", 1)
		if !strings.Contains(got.Said.English, c.said) || got.Mend != want || !got.Said.Complete() {
			t.Errorf("%s: got %+v, want %s, mended by %q", name, got, c.said, want)
		}
	}
}
