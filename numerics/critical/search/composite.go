package search

import (
	"saddle/numerics/critical/factors"
	"saddle/numerics/expr"
)

// composite is f = φ ∘ u.
type composite struct{ outer, inner *expr.Function }

// throughOne is f as a function of the innermost number in its formula that it depends on alone, which may stand there in several
// forms; nil where there is none, and for functions of one variable.
func throughOne(f *expr.Function) *composite {
	if f.Dimension() < 2 {
		return nil
	}
	u := factors.Inner(f.Value)
	if u == nil {
		u = soleVariable(f.Value)
	}
	if u == nil {
		u = factors.Through(f.Value)
	}
	if u == nil || u == f.Value || !u.Shape().IsScalar() {
		return nil
	}
	t, outer := factors.InTermsOf(f.Value, u)
	if outer == nil {
		return nil
	}
	return &composite{
		outer: &expr.Function{Name: f.Name, Variables: []*expr.Node{t}, Value: outer},
		inner: &expr.Function{Name: "u", Variables: f.Variables, Value: u},
	}
}

// soleVariable is the one variable that stands in a formula, nil where there are more.
func soleVariable(value *expr.Node) (only *expr.Node) {
	several := false
	for _, n := range expr.Below(value) {
		if leaf := len(n.Args()) == 0 && n.Op() != expr.OpIndex; leaf {
			several = several || only != nil
			only = n
		}
	}
	if several || only == nil || only.Op() != expr.OpVariable || !only.Shape().IsScalar() {
		return nil
	}
	return only
}
