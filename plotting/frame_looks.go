package plotting

import (
	"fmt"

	"gonum.org/v1/plot/vg/draw"
)

// ofRun is a layer that is one line, of a run; nil: of none.
type ofRun interface{ run() any }

// lineOf is the line of a run, or the next one for what is of none.
func (st *stage) lineOf(run any) draw.LineStyle {
	if look, known := st.looks[run]; known && !st.filled {
		return look
	}
	style := st.strokes.next()
	if st.filled && st.looks != nil && run != nil {
		st.looks[run] = style
	}
	return style
}

// tellApart reports whether each of the layers is the line of another run that has a look, each look another too: paths of
// different panels may have one.
func (l runLooks) tellApart(layers []Layer) bool {
	seen, taken := map[any]bool{nil: true}, map[string]bool{}
	for _, layer := range layers {
		line, ok := layer.(ofRun)
		if !ok || seen[line.run()] {
			return false
		}
		look, known := l[line.run()]
		named := fmt.Sprint(look.Color, look.Dashes)
		if !known || taken[named] {
			return false
		}
		seen[line.run()], taken[named] = true, true
	}
	return true
}
