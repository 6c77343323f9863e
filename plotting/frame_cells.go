package plotting

import "strconv"

// numberedNames lists the first n numbers as texts.
func numberedNames(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = strconv.Itoa(i + 1)
	}
	return names
}

// cellView shows the cells of a matrix, each a square unless they are far more
// in a row than in a column or the other way.
func (f *Figure) cellView(cells [2]int) view {
	v := view{x: Range{0.5, float64(cells[0]) + 0.5}, y: Range{0.5, float64(cells[1]) + 0.5}, aspect: f.Aspect}
	v.names, v.rows = numberedNames(cells[0]), numberedNames(cells[1])
	if !f.X.auto() {
		v.x = f.X.within(v.x)
	}
	if !f.Y.auto() {
		v.y = Range{float64(cells[1]) + 1 - f.Y.Max, float64(cells[1]) + 1 - f.Y.Min}.within(v.y)
	}
	v.alike = f.Aspect > 0 || f.Aspect == 0 && v.ratio() < 2.5 && v.ratio() > 1/2.5
	return v
}

// within is the part of a range that another holds; that other one where they
// share less than a hundredth of a cell.
func (r Range) within(all Range) Range {
	part := Range{max(r.Min, all.Min), min(r.Max, all.Max)}
	if !(part.span() > 0.01) {
		return all
	}
	return part
}
