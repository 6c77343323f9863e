package session

import (
	"io"
	"os"
)

// folder is a directory as the only place that cells read; names that lead out of it, by .. or by a link, are refused.
type folder string

// Open opens a file below the folder.
func (f folder) Open(name string) (io.ReadCloser, error) {
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.Open(name)
}
