// Package atomicfile replaces files whole or not at all: a crash, a full disk or a reader in between never sees half a
// file. It follows no links and asks nobody whether a file may be replaced; that is for its callers.
package atomicfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Temporary is the pattern of the names of files that are not whole yet, beside those that they are to replace. A long
// name leaves no room for a longer one, so it does not hold it.
const Temporary = ".saddle-*"

// Write makes path a file of the given permissions that holds what content writes. After an error the old file is as it
// was, and nothing is left beside it.
func Write(path string, permissions fs.FileMode, content func(io.Writer) error) (err error) {
	temp, err := os.CreateTemp(filepath.Dir(path), Temporary)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(temp.Name())
		}
	}()
	if err := errors.Join(content(temp), temp.Chmod(permissions), temp.Sync(), temp.Close()); err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}

// Bytes is a content that is known already.
func Bytes(data []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
}
