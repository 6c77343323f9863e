package library

import (
	"errors"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/critical/search"
	"saddle/numerics/formula"
	"saddle/numerics/interval"
)

// criticalPoints finds every critical point in a box, with a proof where one can be had.
func criticalPoints(c *eval.Call) value.Value {
	if isConstrained(c) {
		return constrainedPoints(c)
	}
	f := c.Function(0)
	names := value.VariablesOf(f)
	middle, box := boxOf(c, f, names)
	if t, open := c.Calculus().OpenAt(f, middle); open {
		return pointsOf(c, t, box, wholeSetting(c, "boxes", 1, 0))
	}
	t := tracedIn(c, f, middle)
	found := searched(c, f, t, box)
	return value.CriticalPoints{
		Function: f, Names: entryNames(middle.Layout), Box: box, Vector: middle.Form == eval.Whole && middle.Shapes[0].Rank == 1,
		Findings: found,
		Exact:    exactPoints(t, found),
		Terrain:  terrain(c, f, t, middle.Layout),
		Loci:     loci(c, found),
	}
}

// searched looks through the box, and refuses a function of too many variables.
func searched(c *eval.Call, f value.Callable, t eval.Trace, box interval.Box) *search.Findings {
	report := c.Partly()
	found, err := search.Points(c.Context(), t.Function(f.Label()), box, search.Options{
		Boxes:    wholeSetting(c, "boxes", 1, 0),
		Progress: func(done float64, _ int) { report(done) },
	})
	var large *search.SizeError
	if errors.As(err, &large) {
		panic(message.New("LimitError", "search.size", large.Variables).At(c.Source(), c.Positional[0].Span).Advise("search.size-advice", f.Label()))
	}
	if err != nil {
		numericalFailure(c, err, eval.Argument{Span: c.Site})
	}
	return found
}

// exactPoints are what is known exactly of the points of a search.
func exactPoints(t eval.Trace, found *search.Findings) []formula.Critical {
	const mostPoints, mostNumbers = 40, 4
	if len(found.Points) == 0 || len(found.Points) > mostPoints || len(found.Points[0].At) > mostNumbers {
		return nil
	}
	at := formula.NewPoints(t.Value, t.Variables)
	exact := make([]formula.Critical, len(found.Points))
	for k, p := range found.Points {
		if p.Along == nil && !p.Kind.IsRough() {
			v := value.CriticalPoint{Found: &found.Points[k]}
			exact[k] = at.Critical(v.Coordinates().Clean(), p.Eigenvalues)
		}
	}
	return exact
}

// tracedIn traces f with the shapes of a point; where that fails for a number, it may be meant for a vector.
func tracedIn(c *eval.Call, f value.Callable, p eval.Point) (t eval.Trace) {
	err := c.Attempt(func() { t = c.TraceAt(f, p) })
	var failure *message.Error
	if errors.As(err, &failure) && failure.Advice.Key == "point.vector-advice" {
		name := value.ShownVariables(f)[0]
		failure.Advise("search.vector-advice", name, f.Label(), c.Entry.Name)
	}
	if err != nil {
		panic(err)
	}
	return t
}
