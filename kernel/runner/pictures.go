package runner

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"saddle/kernel/notebook"
)

// pictureKinds holds the media types of pictures and the endings of their files.
var pictureKinds = []struct{ mime, ending string }{
	{"image/svg+xml", ".svg"}, {"image/png", ".png"}, {"image/jpeg", ".jpg"}, {"image/gif", ".gif"}, {"image/webp", ".webp"},
	{"application/pdf", ".pdf"},
}

// writePictures writes the pictures that a notebook's cells show as files, named
// after the number of the cell among all cells: cell-07.png, cell-07-2.png.
func writePictures(nb *notebook.Notebook, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for i, c := range nb.Cells() {
		n := 0
		for _, out := range c.Outputs() {
			data, ending, ok := picture(out)
			if !ok {
				continue
			}
			name := fmt.Sprintf("cell-%02d", i+1)
			if n++; n > 1 {
				name = fmt.Sprintf("%s-%d", name, n)
			}
			if err := notebook.WriteWhole(filepath.Join(dir, name+ending), data); err != nil {
				return err
			}
		}
	}
	return nil
}

// picture returns the first form of an output that is a picture.
func picture(out notebook.Output) (data []byte, ending string, ok bool) {
	for _, kind := range pictureKinds {
		text, isText := out.Data[kind.mime].(string)
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
