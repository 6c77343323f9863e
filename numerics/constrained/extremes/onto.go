package extremes

import (
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/mat"

	"saddle/numerics/constrained"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// someStarts is from how many points a point of a set is sought.
const someStarts = 40

// starts are points across a box, the middle first.
func starts(box interval.Box, most int) [][]float64 {
	random := rand.New(rand.NewPCG(1, 1))
	list := [][]float64{box.Centre()}
	for range most {
		at := make([]float64, len(box))
		for i, r := range box {
			at[i] = r.Lo + random.Float64()*r.Width()
		}
		list = append(list, at)
	}
	return list
}

// trials are points of a box at which to look for values beyond those of all candidates: where there are no equations many, half of the
// coordinates at the ends of their ranges or ever nearer to them, where poles and ends of the domain often are.
func (p Problem) trials(box interval.Box) [][]float64 {
	list := starts(box, someStarts)
	if len(p.On) > 0 {
		return list
	}
	const many, nearest = 2000, 12
	random := rand.New(rand.NewPCG(2, 3))
	for _, at := range starts(box, many) {
		for i, r := range box {
			away := math.Min(math.Pow(10, -float64(random.IntN(nearest)))*r.Width(), r.Width())
			switch random.IntN(6) {
			case 0:
				at[i] = r.Lo + away
			case 1:
				at[i] = r.Hi - away
			case 2:
				at[i] = []float64{r.Lo, r.Hi}[random.IntN(2)]
			}
		}
		list = append(list, at)
	}
	return list
}

// ontoSet is a point of the set of a problem near a start, by the method of Gauss and Newton; nil where that finds none.
func ontoSet(p constrained.Problem, start []float64) []float64 {
	n, m := p.Dimension(), len(p.On)
	var code *program.Program
	if err := expr.Catch(func() {
		all := expr.Stack(p.On...)
		code, _ = program.Compile(p.Variables, []*expr.Node{all, expr.Jacobian(all, p.Variables...)})
	}); err != nil || code == nil {
		return nil
	}
	machine, out, at := code.NewMachine(), make([]float64, m+m*n), append([]float64(nil), start...)
	for range 100 {
		if machine.Run(at, out) != nil {
			return nil
		}
		length, ok := gaussNewton(at, out[:m], out[m:])
		if !ok {
			return nil
		}
		if length <= 1e-15*(1+norm(at)) {
			break
		}
	}
	if machine.Run(at, out) != nil || slices.ContainsFunc(out[:m], func(u float64) bool { return !(math.Abs(u) <= tolerance*(1+norm(at))) }) {
		return nil
	}
	return at
}

// gaussNewton takes a point by the shortest step to where the equations, taken for linear, are fulfilled; its length, and false
// where there is none.
func gaussNewton(at, values, jacobian []float64) (length float64, ok bool) {
	n, m := len(at), len(values)
	var step mat.VecDense
	if err := step.SolveVec(mat.NewDense(m, n, jacobian), mat.NewVecDense(m, values)); err != nil && step.Len() != n {
		return 0, false
	}
	for i := range at {
		if at[i] -= step.AtVec(i); math.IsNaN(at[i]) || math.IsInf(at[i], 0) {
			return 0, false
		}
	}
	return mat.Norm(&step, 2), true
}
