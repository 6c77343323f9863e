// Package kernelspec holds what Jupyter must know to start the kernel: where that belongs, how it is written and how it
// is taken out again. The kernelspec itself is the project's kernel.json.
package kernelspec

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"saddle/kernel/atomicfile"
	"saddle/kernel/handbook"
	"saddle/kernel/notebook"
)

//go:embed logos
var logos embed.FS

// Spec is the content of a kernel.json.
type Spec struct {
	Argv            []string          `json:"argv"`
	Env             map[string]string `json:"env,omitempty"`
	DisplayName     string            `json:"display_name"`
	Language        string            `json:"language"`
	InterruptMode   string            `json:"interrupt_mode"`
	ProtocolVersion string            `json:"kernel_protocol_version"`
	Metadata        map[string]any    `json:"metadata"`
}

// Read reads a kernel.json.
func Read(path string) (Spec, error) {
	var spec Spec
	text, err := os.ReadFile(path)
	if err != nil {
		return spec, err
	}
	if err := json.Unmarshal(text, &spec); err != nil {
		return spec, fmt.Errorf("%s: %w", path, err)
	}
	return spec, nil
}

// Install writes a kernelspec, made from template, the project's kernel.json, into the folder dir, so that it starts
// program. A program in a temporary place, where go run puts it, is copied beside it.
func Install(template []byte, dir, program, name string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("%w; try --user, or --prefix with a folder of yours", err)
	}
	program, err := lasting(program, dir)
	if err != nil {
		return err
	}
	spec, err := specFor(template, program, name)
	if err != nil {
		return err
	}
	if err := writeLogos(dir); err != nil {
		return err
	}
	if err := handbook.WritePages(filepath.Join(dir, PagesFolder)); err != nil {
		return err
	}
	return notebook.WriteWhole(filepath.Join(dir, "kernel.json"), spec)
}

// lasting is the program, or its copy in dir where it lies in a folder that is soon emptied.
func lasting(program, dir string) (string, error) {
	if !IsTemporary(program) {
		return program, nil
	}
	stable := filepath.Join(dir, filepath.Base(program))
	return stable, copyProgram(program, stable)
}

// Uninstall removes a folder that Install made, and no other.
func Uninstall(dir string) error {
	spec, err := Read(filepath.Join(dir, "kernel.json"))
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

func specFor(template []byte, program, name string) ([]byte, error) {
	var spec Spec
	if err := json.Unmarshal(template, &spec); err != nil {
		return nil, err
	}
	spec.Argv[0] = program
	spec.Env = map[string]string{NameVariable: strings.ToLower(name)}
	if name != "saddle" {
		spec.DisplayName += " (" + name + ")"
	}
	text, err := json.MarshalIndent(spec, "", " ")
	return append(text, '\n'), err
}

func writeLogos(dir string) error {
	entries, err := logos.ReadDir("logos")
	if err != nil {
		return err
	}
	for _, entry := range entries {
		data, err := logos.ReadFile("logos/" + entry.Name())
		if err != nil {
			return err
		}
		if err := notebook.WriteWhole(filepath.Join(dir, entry.Name()), data); err != nil {
			return err
		}
	}
	return nil
}

// NameVariable tells a kernel, in its environment, the name under which Jupyter's server serves its kernelspec.
const NameVariable = "SADDLE_KERNELSPEC"

// PagesFolder is where, in a kernelspec, the pages of the help menu are. Jupyter's server serves what a kernelspec holds.
const PagesFolder = "help"

// IsTemporary reports whether the program stands where go run builds it: a
// folder for the time of the run, or the build cache.
func IsTemporary(program string) bool {
	cache, err := os.UserCacheDir()
	if err == nil && isBelow(program, filepath.Join(cache, "go-build")) || isBelow(program, os.Getenv("GOCACHE")) {
		return true
	}
	return isBelow(program, os.TempDir()) && strings.Contains(program, "go-build")
}

func isBelow(path, dir string) bool {
	inside, err := filepath.Rel(dir, path)
	return dir != "" && err == nil && filepath.IsLocal(inside)
}

// copyProgram copies a program through a file beside it, so that a kernel that
// runs from the old copy goes on.
func copyProgram(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	if runtime.GOOS == "windows" {
		os.Remove(to)
	}
	return atomicfile.Write(to, 0o755, func(w io.Writer) error {
		_, err := io.Copy(w, source)
		return err
	})
}
