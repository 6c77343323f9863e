package eval

import (
	"errors"
	"io"
)

// Files is the folder of the notebook, the only place that a cell can read. Names are relative and use slashes.
type Files interface {
	// Open opens a file. A name that leads out of the folder, by a link too, is ErrOutside.
	Open(name string) (io.ReadCloser, error)
	// List names the files below the folder that can be loaded.
	List() []string
}

// Why a file is not read or written, besides the errors of package fs.
var (
	ErrOutside    = errors.New("outside the folder") // the name leads out of it
	ErrNotPlain   = errors.New("not a plain file")   // a folder, a pipe, a device, a link to nothing
	ErrReadOnly   = errors.New("read-only")
	ErrNotPicture = errors.New("not a picture") // what save would write over
)
