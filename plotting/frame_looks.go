package plotting

import "gonum.org/v1/plot/vg/draw"

// runLooks are the lines of runs in a grid. A path takes its colour after the ground that it is drawn on, and a curve of the same run
// beside it takes that over: what reads on a map reads on paper.
type runLooks map[any]draw.LineStyle

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

// have reports whether each line among the layers is that of another run that has a look, so that the looks tell them apart.
func (l runLooks) have(layers []Layer) bool {
	seen := map[any]bool{nil: true}
	for _, layer := range layers {
		s, ok := layer.(Series)
		if _, known := l[s.Run]; !ok || !known || seen[s.Run] {
			return false
		}
		seen[s.Run] = true
	}
	return true
}

// isGround reports whether a layer fills the frame.
func (f *Figure) isGround() bool {
	for _, layer := range f.Layers {
		if _, ok := layer.(groundLayer); ok {
			return true
		}
	}
	return false
}
