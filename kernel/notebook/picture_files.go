package notebook

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// pictureKinds holds the media types of pictures and the endings of their files.
var pictureKinds = []struct{ mime, ending string }{
	{"image/svg+xml", ".svg"}, {"image/png", ".png"}, {"image/jpeg", ".jpg"}, {"image/gif", ".gif"}, {"image/webp", ".webp"},
	{"application/pdf", ".pdf"},
}

// WritePictures writes the pictures that a notebook's cells show as files into a
// folder, which is made where there is none, named after the number of the cell
// among all cells: cell-07.png, cell-07-2.png. n is how many there are.
func WritePictures(nb *Notebook, dir string) (n int, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return 0, err
	}
	for i, c := range nb.Cells() {
		written, err := writePictures(c, dir, fmt.Sprintf("cell-%02d", i+1))
		n += written
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// writePictures writes those of one cell, the second as cell-02-2.
func writePictures(c *Cell, dir, cell string) (n int, err error) {
	for _, out := range c.Outputs() {
		data, ending, ok := out.Picture()
		if !ok {
			continue
		}
		name := cell
		if n++; n > 1 {
			name = fmt.Sprintf("%s-%d", cell, n)
		}
		if err := WriteWhole(filepath.Join(dir, name+ending), data); err != nil {
			return n - 1, err
		}
	}
	return n, nil
}

// Picture returns the first form of an output that is a picture, as the bytes of
// a file with its ending: ".png". ok is false where there is none.
func (o Output) Picture() (data []byte, ending string, ok bool) {
	for _, kind := range pictureKinds {
		text, isText := o.Data[kind.mime].(string)
		if !isText {
			continue
		}
		if kind.ending == ".svg" {
			return []byte(text), kind.ending, true
		}
		data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
		if err == nil {
			return data, kind.ending, true
		}
	}
	return nil, "", false
}
