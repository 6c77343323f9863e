//go:build !js

package plotting

import (
	"bytes"
	"context"
	"regexp"
	"sync"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgeps"
)

// EPS draws the figure as encapsulated PostScript, its text as outlines.
func (f *Figure) EPS(ctx context.Context) (Picture, error) {
	picture, err := f.vector(ctx, func(w, h vg.Length) vg.CanvasWriterTo { return vgeps.New(w, h) })
	picture.Data = wellFormed(picture.Data)
	return picture, err
}

var epsDate = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^%%CreationDate:.*\n`) })

// wellFormed mends the header of gonum's EPS, whose first line has one % too
// many, and leaves out the time, so that equal figures are equal files.
func wellFormed(eps []byte) []byte {
	eps = bytes.Replace(eps, []byte("%%!PS"), []byte("%!PS"), 1)
	return epsDate().ReplaceAll(eps, nil)
}
