package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"

	"github.com/spf13/cobra"
)

// target says where a kernelspec goes; without a prefix, to the user's own.
type target struct {
	user      bool
	sysPrefix bool
	prefix    string
	name      string
}

func newInstall() *cobra.Command {
	var t target
	cmd := &cobra.Command{
		Use:   "install [--user | --sys-prefix | --prefix DIR] [--name NAME]",
		Short: "Make Jupyter know Saddle",
		Long: `Install writes a kernelspec, so that JupyterLab, Notebook and VS Code offer Saddle.
It holds the absolute path of this program; after moving the program, install again.`,
		Example: "  saddle install                 # for the current user\n  saddle install --sys-prefix    # into the active virtual environment",
		Args:    exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := t.directory()
			if err != nil {
				return err
			}
			program, err := os.Executable()
			if err != nil {
				return err
			}
			if err := writeKernelspec(dir, program, t.name); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "installed %s in %s\n", t.name, dir)
			return nil
		},
	}
	t.flags(cmd)
	return cmd
}

func newUninstall() *cobra.Command {
	var t target
	cmd := &cobra.Command{
		Use:   "uninstall [--user | --sys-prefix | --prefix DIR] [--name NAME]",
		Short: "Make Jupyter forget Saddle",
		Long:  "Uninstall removes the kernelspec that install wrote with the same flags.",
		Args:  exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := t.directory()
			if err != nil {
				return err
			}
			if err := removeKernelspec(dir); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "removed %s\n", dir)
			return nil
		},
	}
	t.flags(cmd)
	return cmd
}

func (t *target) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&t.user, "user", false, "for the current user (the default)")
	cmd.Flags().BoolVar(&t.sysPrefix, "sys-prefix", false, "into the active virtual or conda environment, else python's prefix")
	cmd.Flags().StringVar(&t.prefix, "prefix", "", "into `DIR`/share/jupyter/kernels")
	cmd.Flags().StringVar(&t.name, "name", "saddle", "`NAME` of the kernelspec")
}

// kernelName is what Jupyter accepts as a kernelspec's name.
var kernelName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9._-]+$`) })

// directory returns the folder of the kernelspec.
func (t *target) directory() (string, error) {
	if !kernelName().MatchString(t.name) || strings.Trim(t.name, ".") == "" {
		return "", usageError{fmt.Errorf("--name %q: a kernelspec's name is made of letters, digits, points, - and _", t.name)}
	}
	if t.user && t.sysPrefix || t.user && t.prefix != "" || t.sysPrefix && t.prefix != "" {
		return "", usageError{errors.New("--user, --sys-prefix and --prefix exclude each other; give one")}
	}
	data, err := t.dataDirectory()
	if err != nil {
		return "", err
	}
	return filepath.Join(data, "kernels", strings.ToLower(t.name)), nil
}

func (t *target) dataDirectory() (string, error) {
	prefix := t.prefix
	if t.sysPrefix {
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
		if dir := os.Getenv("APPDATA"); dir != "" {
			return filepath.Join(dir, "jupyter"), nil
		}
		return filepath.Join(home, ".jupyter", "data"), nil
	}
	if dir := os.Getenv("XDG_DATA_HOME"); dir != "" {
		return filepath.Join(dir, "jupyter"), nil
	}
	return filepath.Join(home, ".local", "share", "jupyter"), nil
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

// removeKernelspec removes a folder that writeKernelspec made, and no other.
func removeKernelspec(dir string) error {
	spec, err := readKernelspec(filepath.Join(dir, "kernel.json"))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no kernelspec in %s; jupyter kernelspec list shows where it is", dir)
	case err != nil:
		return err
	case spec.Language != "saddle":
		return fmt.Errorf("the kernelspec in %s is for %s, not for Saddle; it stays", dir, spec.Language)
	}
	return os.RemoveAll(dir)
}
