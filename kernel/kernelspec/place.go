package kernelspec

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
)

// Place says where a kernelspec goes: into the active environment, below Prefix, or, with neither, to the user's own.
type Place struct {
	SysPrefix bool
	Prefix    string
	Name      string
}

// Folder is the folder of the kernelspec.
func (p Place) Folder() (string, error) {
	data, err := p.dataDirectory()
	if err != nil {
		return "", err
	}
	return filepath.Join(data, "kernels", strings.ToLower(p.Name)), nil
}

func (p Place) dataDirectory() (string, error) {
	prefix := p.Prefix
	if p.SysPrefix {
		found, err := environmentPrefix()
		if err != nil {
			return "", err
		}
		prefix = found
	}
	if prefix == "" {
		return userDataDirectory()
	}
	absolute, err := filepath.Abs(prefix)
	return filepath.Join(absolute, "share", "jupyter"), err
}

// userDataDirectory returns the folder where Jupyter looks for what a user has
// installed, found as jupyter_core.paths.jupyter_data_dir finds it.
func userDataDirectory() (string, error) {
	if dir := os.Getenv("JUPYTER_DATA_DIR"); dir != "" {
		return filepath.Abs(dir)
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("%w; give --prefix DIR, or set JUPYTER_DATA_DIR", err)
	}
	switch runtime.GOOS {
	case "darwin":
		return filepath.Join(home, "Library", "Jupyter"), nil
	case "windows":
		return jupyterIn("APPDATA", filepath.Join(home, ".jupyter", "data")), nil
	}
	return jupyterIn("XDG_DATA_HOME", filepath.Join(home, ".local", "share", "jupyter")), nil
}

// jupyterIn is Jupyter's folder in the one that the variable names, otherwise if it names none.
func jupyterIn(variable, otherwise string) string {
	if dir := os.Getenv(variable); dir != "" {
		return filepath.Join(dir, "jupyter")
	}
	return otherwise
}

// environmentPrefix returns what Python calls sys.prefix: of the environment
// that is active, else of the python on the path.
func environmentPrefix() (string, error) {
	for _, name := range []string{"VIRTUAL_ENV", "CONDA_PREFIX"} {
		if dir := os.Getenv(name); dir != "" {
			return dir, nil
		}
	}
	for _, python := range []string{"python3", "python"} {
		out, err := exec.Command(python, "-c", "import sys; print(sys.prefix)").Output()
		if dir := strings.TrimSpace(string(out)); err == nil && dir != "" {
			return dir, nil
		}
	}
	return "", errors.New("--sys-prefix: no environment is active and no python answers; activate one, or give --prefix DIR")
}

// IsName reports whether Jupyter accepts name as a kernelspec's name.
func IsName(name string) bool {
	return kernelName().MatchString(name) && strings.Trim(name, ".") != ""
}

var kernelName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9._-]+$`) })
