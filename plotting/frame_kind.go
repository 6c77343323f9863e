package plotting

import "context"

// NeedsPlane reports whether a layer needs axes of one kind, the plane of a
// function's two variables.
func NeedsPlane(l Layer) bool {
	b := bounds{ctx: context.Background()}
	l.reach(&b)
	return b.alike
}
