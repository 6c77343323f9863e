package notebook

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"saddle/kernel/atomicfile"
)

// ReadFile reads the notebook at path; every error begins with the path.
func ReadFile(path string) (*Notebook, error) {
	if info, err := os.Stat(path); err == nil && info.Mode()&fs.ModeDevice != 0 {
		return nil, fmt.Errorf("%s: a device, not a file", path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, cause(err))
	}
	nb, err := Parse(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return nb, nil
}

// WriteFile writes the notebook to path, whole or not at all: a crash, a full
// disk or a reader in between never sees half a file.
func (nb *Notebook) WriteFile(path string) error {
	return WriteWhole(path, nb.Bytes())
}

// WriteWhole replaces the file at path by one that holds data, through a
// temporary file beside it. A link is followed, and the old file's permissions
// are kept.
func WriteWhole(path string, data []byte) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	if err := replaceable(path); err != nil {
		return err
	}
	if err := atomicfile.Write(path, permissions(path), atomicfile.Bytes(data)); err != nil {
		return fmt.Errorf("cannot write %s: %w", path, cause(err))
	}
	return nil
}

// replaceable refuses to put a file in place of what is none, and of one that is
// read-only, which a folder's owner could do.
func replaceable(path string) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil
	case info.IsDir():
		return fmt.Errorf("cannot write %s: it is a folder", path)
	case !info.Mode().IsRegular():
		return fmt.Errorf("cannot write %s: it is a device or a pipe, not a file", path)
	case info.Mode().Perm()&0o200 == 0:
		return fmt.Errorf("cannot write %s: it is read-only", path)
	}
	return nil
}

// Writable returns an error when WriteWhole cannot write path: there is no such
// folder, nothing may be written there, or path is a folder or read-only itself.
func Writable(path string) error {
	if err := replaceable(path); err != nil {
		return err
	}
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	folder := filepath.Dir(path)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return fmt.Errorf("cannot write %s: there is no folder %s", path, folder)
	}
	temp, err := os.CreateTemp(folder, atomicfile.Temporary)
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", path, cause(err))
	}
	temp.Close()
	return os.Remove(temp.Name())
}

// cause returns an error without the path that os puts before it.
func cause(err error) error {
	var of *fs.PathError
	if errors.As(err, &of) {
		return of.Err
	}
	return err
}

// permissions returns those of the file at path; a new one may be read by all.
func permissions(path string) fs.FileMode {
	if old, err := os.Stat(path); err == nil {
		return old.Mode().Perm()
	}
	return 0o644
}
