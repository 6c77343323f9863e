package session

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"

	"saddle/kernel/lang/eval"
)

// folder is a directory as the only place that cells read; names that lead out of it, by .. or by a link, are refused.
type folder string

// Open opens a plain file below the folder.
func (f folder) Open(name string) (io.ReadCloser, error) {
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	about, err := root.Stat(name)
	switch {
	case err != nil && strings.Contains(err.Error(), "escapes"): // os has no name for this error
		return nil, eval.ErrOutside
	case err != nil:
		return nil, err
	case !about.Mode().IsRegular():
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("it is not a file")}
	}
	return root.Open(name)
}

// List names the tables in the folder and in the folders in it.
func (f folder) List() []string {
	const most = 20
	var names []string
	for _, pattern := range []string{"*.csv", "*/*.csv", "*.tsv", "*.txt", "*/*.txt"} {
		found, err := fs.Glob(os.DirFS(string(f)), pattern)
		if err != nil {
			continue
		}
		names = append(names, found...)
	}
	return names[:min(most, len(names))]
}

// Write writes a picture below the folder, whole or not at all. A file that is there already is replaced only when it is
// a picture too.
func (f folder) Write(name string, picture []byte) error {
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return err
	}
	defer root.Close()
	if err := replaceable(root, name); err != nil {
		return err
	}
	if dir := path.Dir(name); dir != "." {
		if err := root.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	temporary := path.Join(path.Dir(name), ".saddle-"+strconv.Itoa(os.Getpid())+"-"+path.Base(name))
	if err := root.WriteFile(temporary, picture, 0o644); err != nil {
		return errors.Join(err, ignoreMissing(root.Remove(temporary)))
	}
	if err := root.Rename(temporary, name); err != nil {
		return errors.Join(err, ignoreMissing(root.Remove(temporary)))
	}
	return nil
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// beginnings are how the files that save writes begin.
var beginnings = [][]byte{[]byte("\x89PNG"), []byte("GIF8"), []byte("<?xml"), []byte("<svg"), []byte("%PDF"), []byte("%!PS")}

// replaceable refuses to write over a file that is not a picture.
func replaceable(root *os.Root, name string) error {
	old, err := root.Open(name)
	if err != nil {
		return ignoreMissing(err)
	}
	defer old.Close()
	start := make([]byte, 8)
	n, err := io.ReadFull(old, start)
	if n == 0 && errors.Is(err, io.EOF) {
		return nil
	}
	for _, beginning := range beginnings {
		if bytes.HasPrefix(start[:n], beginning) {
			return nil
		}
	}
	return fmt.Errorf("there is a file of that name that is not a picture; choose another name")
}
