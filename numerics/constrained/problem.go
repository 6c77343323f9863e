// Package constrained finds the critical points of f on a set g = 0: where ∇f is a combination of the gradients of g, by Lagrange's rule,
// and where that rule says nothing, because the gradients of g are dependent. Both are proven to be all, where that can be had.
//
// It does not go downhill, and does not compare values: packages extremes and along below it do.
//
//	p := constrained.Problem{Variables: []*expr.Node{x, y}, F: f, On: []*expr.Node{g}}
//	found, err := constrained.Search(ctx, p, box, solve.Options{})
//	found.Points[0].At, found.Points[0].Multipliers, found.Points[0].Kind
package constrained

import (
	"math"
	"slices"

	"saddle/numerics/expr"
	"saddle/numerics/reason"
	"saddle/numerics/solve"
)

// Problem is a function on a set.
type Problem struct {
	Variables []*expr.Node // numbers, or vectors of numbers
	F         *expr.Node   // a number
	On        []*expr.Node // numbers that are zero on the set
}

// Dimension is how many numbers a point has.
func (p Problem) Dimension() int {
	n := 0
	for _, v := range p.Variables {
		n += v.Shape().Size()
	}
	return n
}

// MostCharts is how many choices of variables to solve for are tried, and MostConstraints how many constraints there may be at once.
const (
	MostCharts      = 60
	MostConstraints = 4
)

// SizeError says that there are too many variables or constraints for a proof.
type SizeError struct{ Variables, Constraints int }

// Error implements error.
func (e *SizeError) Error() string { return e.Reason().String() }

// Reason says it in both languages.
func (e *SizeError) Reason() reason.Reason {
	if e.Constraints > e.Variables {
		return reason.Of("constrained.many", e.Constraints, e.Variables)
	}
	return reason.Of("constrained.size", e.Variables, e.Constraints)
}

// slopes are the entries of the gradient of a number.
func (p Problem) slopes(u *expr.Node) []*expr.Node {
	var all []*expr.Node
	for _, part := range expr.Gradient(u, p.Variables...) {
		all = append(all, part.Entries()...)
	}
	return all
}

// system is Lagrange's rule without multipliers: for each choice of as many variables as constraints, the determinants of the
// gradients in these and one more are zero, and so are the constraints. On a choice for which the gradients of the constraints
// are independent that is the rule itself; all determinants are zero where they are dependent, too.
func (p Problem) system() (s solve.System, everywhere bool, err error) {
	n, m := p.Dimension(), len(p.On)
	choices := subsets(n, m)
	if m > n || m > MostConstraints || len(choices) > MostCharts || n > solve.MostUnknowns {
		return s, false, &SizeError{n, m}
	}
	s.Variables = p.Variables
	everywhere = n > m
	err = expr.Catch(func() {
		f := p.slopes(p.F)
		var g [][]*expr.Node
		for _, u := range p.On {
			g = append(g, p.slopes(u))
		}
		for _, choice := range choices {
			c := solve.Chart{Where: determinant(columns(g, choice))}
			for j := range n {
				if contains(choice, j) {
					continue
				}
				minor := determinant(columns(append([][]*expr.Node{f}, g...), with(choice, j)))
				everywhere = everywhere && minor.IsConst() && minor.Float() == 0
				c.Equations = append(c.Equations, minor)
			}
			c.Equations = append(c.Equations, p.On...)
			s.Charts = append(s.Charts, c)
		}
	})
	return s, everywhere, err
}

// subsets are the choices of m of the first n numbers.
func subsets(n, m int) [][]int {
	if m == 0 {
		return [][]int{nil}
	}
	var all [][]int
	for last := m - 1; last < n; last++ {
		for _, rest := range subsets(last, m-1) {
			all = append(all, with(rest, last))
		}
		if len(all) > MostCharts {
			return all
		}
	}
	return all
}

func contains(list []int, k int) bool {
	for _, i := range list {
		if i == k {
			return true
		}
	}
	return false
}

func with(list []int, k int) []int { return append(append([]int(nil), list...), k) }

// columns are some columns of rows.
func columns(rows [][]*expr.Node, which []int) [][]*expr.Node {
	part := make([][]*expr.Node, len(rows))
	for i, row := range rows {
		for _, j := range which {
			part[i] = append(part[i], row[j])
		}
	}
	return part
}

// determinant is that of a small matrix, by its first row.
func determinant(a [][]*expr.Node) *expr.Node {
	if len(a) == 0 {
		return expr.Const(1)
	}
	sum := expr.Const(0)
	for j := range a {
		var rest [][]*expr.Node
		for _, row := range a[1:] {
			rest = append(rest, append(append([]*expr.Node(nil), row[:j]...), row[j+1:]...))
		}
		term := expr.Times(a[0][j], determinant(rest))
		if j%2 == 1 {
			term = expr.Neg(term)
		}
		sum = expr.Add(sum, term)
	}
	return sum
}

// MultipliersNear are the multipliers at a critical point as formulas, by Cramer's rule in the variables in which the gradients of the
// constraints are farthest from dependent there; nil where they are dependent.
func (p Problem) MultipliersNear(at []float64) (formulas []*expr.Node) {
	_ = expr.Catch(func() {
		f := p.slopes(p.F)
		var g [][]*expr.Node
		for _, u := range p.On {
			g = append(g, p.slopes(u))
		}
		point := (&expr.Function{Variables: p.Variables}).Parts(at)
		best, chosen := 0.0, []int(nil)
		for _, choice := range subsets(p.Dimension(), len(p.On)) {
			size := expr.Substitute(determinant(columns(g, choice)), p.Variables, point).Float()
			if size = math.Abs(size); size > best {
				best, chosen = size, choice
			}
		}
		if chosen == nil {
			return
		}
		all, gradient := columns(g, chosen), columns([][]*expr.Node{f}, chosen)[0]
		for i := range all {
			replaced := slices.Clone(all)
			replaced[i] = gradient
			formulas = append(formulas, expr.Div(determinant(replaced), determinant(all)))
		}
	})
	return formulas
}

// Equations are all that is zero at each critical point of f on the set, and at each singular point.
func (p Problem) Equations() (list []*expr.Node) {
	s, _, err := p.system()
	if err != nil {
		return nil
	}
	for _, c := range s.Charts {
		list = append(list, c.Equations...)
	}
	return list
}
