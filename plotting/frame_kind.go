package plotting

// NeedsPlane reports whether a layer needs axes of one kind, the plane of a
// function's two variables.
func NeedsPlane(l Layer) bool {
	var b bounds
	l.reach(&b)
	return b.alike
}
