package kernelspec

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// put writes a file of a Jupyter data folder.
func put(t *testing.T, path, content string, mode os.FileMode) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), mode); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestExamine(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("programs are shell scripts here")
	}
	own := t.TempDir()
	t.Setenv("JUPYTER_DATA_DIR", filepath.Join(own, "user", "share", "jupyter"))
	saddle := put(t, filepath.Join(own, "bin", "saddle"), "#!/bin/sh\necho 1.2\n", 0o755)
	older := put(t, filepath.Join(own, "bin", "older"), "#!/bin/sh\necho 1.1\n", 0o755)
	spec := func(program, language string) string {
		return `{"argv": ["` + program + `", "kernel", "{connection_file}"], "language": "` + language + `", "display_name": "S"}`
	}
	for _, c := range []struct {
		name  string
		files map[string]string // in the user's and in the system's folder
		want  []string          // for each finding a part of what it says, with what mends it
	}{
		{"nothing", nil, []string{"does not know Saddle|saddle install", "no sliders|python3 -m pip install ipywidgets", "no points|python3 -m pip install anywidget"}},
		{"well", map[string]string{"user/share/jupyter/kernels/saddle/kernel.json": spec(saddle, "saddle"),
			"sys/share/jupyter/labextensions/@jupyter-widgets/jupyterlab-manager/package.json": "{}",
			"user/share/jupyter/labextensions/anywidget/package.json":                          "{}"},
			[]string{"starts this program|", "shows sliders|", "shows points|"}},
		{"shadowed", map[string]string{"user/share/jupyter/kernels/saddle/kernel.json": spec(saddle, "saddle"),
			"sys/share/jupyter/kernels/saddle/kernel.json": spec(saddle, "saddle")},
			[]string{"starts this program|", "never used|saddle uninstall --prefix " + own, "no sliders|", "no points|"}},
		{"gone", map[string]string{"sys/share/jupyter/kernels/saddle/kernel.json": spec("/nowhere/saddle", "saddle")},
			[]string{"/nowhere/saddle does not start|saddle install --prefix " + own, "no sliders|", "no points|"}},
		{"behind another's", map[string]string{"user/share/jupyter/kernels/saddle/kernel.json": spec(saddle, "octave"),
			"sys/share/jupyter/kernels/saddle/kernel.json": spec(saddle, "saddle")},
			[]string{"is not Saddle's|jupyter kernelspec remove saddle", "never used|", "no sliders|", "no points|"}},
		{"another's", map[string]string{"user/share/jupyter/kernels/saddle/kernel.json": spec(saddle, "octave")},
			[]string{"is not Saddle's|jupyter kernelspec remove saddle", "no sliders|", "no points|"}},
		{"broken", map[string]string{"user/share/jupyter/kernels/saddle/kernel.json": "{"},
			[]string{"cannot be read|saddle install", "no sliders|", "no points|"}},
		{"older", map[string]string{"user/share/jupyter/kernels/saddle/kernel.json": spec(older, "saddle")},
			[]string{"starts 1.1, this is 1.2|saddle install", "no sliders|", "no points|"}},
		{"another name", map[string]string{"user/share/jupyter/kernels/saddle-dev/kernel.json": spec("/nowhere/saddle", "saddle")},
			[]string{"/nowhere/saddle does not start|saddle install --name saddle-dev", "no sliders|", "no points|"}},
	} {
		for _, folder := range []string{"user", "sys"} {
			if err := os.RemoveAll(filepath.Join(own, folder)); err != nil {
				t.Fatal(err)
			}
		}
		for name, content := range c.files {
			put(t, filepath.Join(own, filepath.FromSlash(name)), content, 0o644)
		}
		findings := Examine([]string{filepath.Join(own, "user/share/jupyter"), filepath.Join(own, "sys/share/jupyter")}, Python{}, Program{"saddle", "1.2"})
		if len(findings) != len(c.want) {
			t.Errorf("%s: got %+v", c.name, findings)
			continue
		}
		for i, f := range findings {
			said, mend, _ := strings.Cut(c.want[i], "|")
			if !strings.Contains(f.Said.English, said) || !strings.HasPrefix(f.Mend, mend) || mend == "" && !strings.HasPrefix(said, "no ") && f.Mend != "" {
				t.Errorf("%s: got %+v, want %s", c.name, f, c.want[i])
			}
			if !f.Said.Complete() {
				t.Errorf("%s: %q has no Chinese", c.name, f.Said.English)
			}
		}
	}
}
