package session

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"

	"saddle/kernel/lang/eval"
)

// Write writes a picture below the folder, whole or not at all. A file that is there already is replaced only when it is
// a picture too that may be written; its permissions stay.
func (f folder) Write(name string, picture []byte) error {
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return err
	}
	defer root.Close()
	permissions, err := replaceable(root, name)
	if err != nil {
		return err
	}
	if dir := path.Dir(name); dir != "." {
		if err := root.MkdirAll(dir, 0o755); err != nil {
			return outside(err)
		}
	}
	temporary, err := writeBeside(root, name, picture, permissions)
	if err != nil {
		return outside(err)
	}
	if err := root.Rename(temporary, name); err != nil {
		return errors.Join(err, ignoreMissing(root.Remove(temporary)))
	}
	return nil
}

// writeBeside writes a picture to a new file in the folder of name, and waits until the disk has it: after a crash there
// is the old picture or the new one. Nobody can have put a file, or a link, of the random name there.
func writeBeside(root *os.Root, name string, picture []byte, permissions fs.FileMode) (temporary string, err error) {
	temporary = path.Join(path.Dir(name), ".saddle-"+rand.Text())
	file, err := root.OpenFile(temporary, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return "", err
	}
	_, err = file.Write(picture)
	if err == nil && permissions != 0 {
		err = file.Chmod(permissions)
	}
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return "", errors.Join(err, ignoreMissing(root.Remove(temporary)))
	}
	return temporary, nil
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// beginnings are how the files that save writes begin.
var beginnings = [][]byte{[]byte("\x89PNG"), []byte("GIF8"), []byte("<?xml"), []byte("<svg"), []byte("%PDF"), []byte("%!PS")}

// replaceable refuses to write over what is not a picture or may not be written, and returns the permissions of what
// may; 0 where there is nothing yet.
func replaceable(root *os.Root, name string) (fs.FileMode, error) {
	old, about, err := openPlain(root, name, os.O_RDWR)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, refuseDangling(root, name)
	case errors.Is(err, fs.ErrPermission):
		return 0, eval.ErrReadOnly
	case err != nil:
		return 0, err
	}
	defer old.Close()
	if about.Mode().Perm()&0o200 == 0 { // which does not stop the system's administrator
		return 0, eval.ErrReadOnly
	}
	if !beginsAsPicture(old) {
		return 0, eval.ErrNotPicture
	}
	return about.Mode().Perm(), nil
}

// beginsAsPicture reports whether a file begins as pictures do, or is empty.
func beginsAsPicture(file io.Reader) bool {
	start := make([]byte, 8)
	n, err := io.ReadFull(file, start)
	if n == 0 && errors.Is(err, io.EOF) {
		return true
	}
	return slices.ContainsFunc(beginnings, func(b []byte) bool { return bytes.HasPrefix(start[:n], b) })
}

// refuseDangling refuses a link to nothing, which is there all the same.
func refuseDangling(root *os.Root, name string) error {
	if _, err := root.Lstat(name); err == nil {
		return eval.ErrNotPlain
	}
	return nil
}
