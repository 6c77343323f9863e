package session

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"saddle/kernel/lang/eval"
)

// folder is a directory as the only place that cells read and write; names that lead out of it, by .. or by a link, are
// refused.
type folder string

// Open opens a plain file below the folder. It waits for nobody: a pipe is refused, and not opened.
func (f folder) Open(name string) (io.ReadCloser, error) {
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	file, _, err := openPlain(root, name, os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	return file, nil
}

// openPlain opens a file that is there. What it is gets looked at before, since opening a device can do something, and
// after, since it may have been exchanged.
func openPlain(root *os.Root, name string, flag int) (*os.File, fs.FileInfo, error) {
	about, err := root.Stat(name)
	if err == nil && !about.Mode().IsRegular() {
		return nil, nil, eval.ErrNotPlain
	}
	if err != nil {
		return nil, nil, outside(err)
	}
	file, err := root.OpenFile(name, flag|nonblocking, 0)
	if err != nil {
		return nil, nil, outside(err)
	}
	about, err = file.Stat()
	if err == nil && !about.Mode().IsRegular() {
		err = eval.ErrNotPlain
	}
	if err != nil {
		return nil, nil, errors.Join(err, file.Close())
	}
	return file, about, nil
}

// outside gives the error of a name that leads out of a root its name, for which os has none.
func outside(err error) error {
	if strings.Contains(err.Error(), "escapes") {
		return eval.ErrOutside
	}
	return err
}

// List names the tables in the folder and in the folders in it.
func (f folder) List() []string {
	const most = 1000
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
