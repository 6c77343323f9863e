package working

import (
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/exact"
	"saddle/numerics/expr"
)

// mostWritten bounds the matrices whose minors and characteristic polynomial are written out.
const mostWritten = 4

// Matrix is how a verdict on a symmetric matrix of a name comes about.
func Matrix(name string, a *expr.Node, v *critical.Verdict) value.Working {
	w := &paper{}
	m := newMatrix(name, a, typedForms(a), v)
	w.equation(value.Side{written(m.name, m.latex())}, number(a))
	w.matrix(m)
	w.conclude(v)
	return w.Working
}

// matrix is a symmetric matrix with what is known of it.
type matrix struct {
	name    string
	node    *expr.Node
	n       int
	entries []*expr.Node
	forms   []exact.Form // nil: not all entries are known exactly
	verdict *critical.Verdict
}

func newMatrix(name string, a *expr.Node, forms []exact.Form, v *critical.Verdict) *matrix {
	m := &matrix{name: name, node: a, n: max(1, a.Shape().Rows), entries: cleanEntries(a), forms: forms, verdict: v}
	if m.forms == nil {
		return m
	}
	for k := range m.entries {
		m.entries[k] = exactly(m.forms[k])
	}
	m.node = expr.WithForms(a, func() ([]exact.Form, bool) { return m.forms, true })
	return m
}

// cleanEntries are the entries of a constant, what rounding alone can have made of a 0 as 0.
func cleanEntries(a *expr.Node) []*expr.Node {
	entries := make([]*expr.Node, a.Shape().Size())
	for k, x := range a.Clean() {
		entries[k] = expr.Const(x)
	}
	return entries
}

// formsOf are what the entries of a constant are exactly; nil where that is not known of all.
func formsOf(a *expr.Node) []exact.Form {
	forms, ok := a.Forms()
	if !ok {
		return nil
	}
	return forms
}

// typedForms are formsOf a constant whose numbers were typed: they are what their digits tell.
func typedForms(a *expr.Node) []exact.Form {
	if forms := formsOf(a); forms != nil {
		return forms
	}
	rats, ok := exact.Rats(a.Clean())
	if !ok {
		return nil
	}
	forms, ok := exact.FormsOf(rats)
	if !ok {
		return nil
	}
	return forms
}

// exactly is a constant that is known exactly.
func exactly(f exact.Form) *expr.Node {
	x, _ := f.Value(64).Float64()
	return expr.WithForms(expr.Const(x), func() ([]exact.Form, bool) { return []exact.Form{f}, true })
}

// matrix writes trace and determinant, or the leading minors, then the characteristic polynomial, the eigenvalues, and what
// the signs say.
func (w *paper) matrix(m *matrix) {
	switch {
	case m.n == 2:
		w.twoByTwo(m)
	case m.n > 2 && m.n <= mostWritten && m.forms != nil:
		w.minors(m)
	default:
		w.equation(value.Side{lambda}, number(m.eigenvalues()))
	}
}

// twoByTwo writes trace and determinant, and the eigenvalues that follow from them.
func (w *paper) twoByTwo(m *matrix) {
	a, b, d := m.entries[0], m.entries[1], m.entries[3]
	trace, determinant := expr.Trace(m.node), expr.Det(m.node)
	if c, ok := m.characteristic(2); ok {
		trace, determinant = negative(exactly(c[1])), exactly(c[0])
	}
	w.equation(m.function("tr", `\operatorname{tr} `), value.Side{{Node: a}, sign(" + "), factor(d)}, number(trace))
	w.equation(m.function("det", `\det `), value.Side{factor(a), times, factor(d), sign(" - "), base(b), squared}, number(determinant))
	if b.Float() == 0 {
		w.say("working.diagonal", m.name)
		w.equation(value.Side{lambda}, number(m.eigenvalues()))
	} else {
		w.equation(polynomial(determinant, negative(trace)), value.Side{sign("0")})
		root := value.Side{written("(", `\frac{`), {Node: trace}, written(" ± √(", ` \pm \sqrt{`), base(trace), squared, written(" - 4 · ", ` - 4 \cdot `), factor(determinant), written("))/2", `}}{2}`)}
		w.equation(value.Side{lambda}, root, number(m.eigenvalues()))
	}
	if key := m.signKey(clean(trace), clean(determinant)); key != "" {
		w.say(key, m.name)
	}
}

// function is tr(A), det(A).
func (m *matrix) function(name, latex string) value.Side {
	return value.Side{written(name+"("+m.name+")", latex+m.latex())}
}

func (m *matrix) latex() string { return syntax.LaTeXName(syntax.CanonicalName(m.name), "") }

func clean(n *expr.Node) float64 { return n.Clean()[0] }

// signKey is the key of the sentence that trace and determinant allow, where the verdict has proven the same signs.
func (m *matrix) signKey(trace, determinant float64) string {
	v := m.verdict
	switch {
	case v.Degenerate && determinant == 0:
		return "working.det-zero"
	case v.Degenerate:
		return ""
	case determinant < 0 && v.Index == 1:
		return "working.det-negative"
	case determinant > 0 && trace > 0 && v.Index == 0:
		return "working.det-positive"
	case determinant > 0 && trace < 0 && v.Index == 2:
		return "working.det-positive-negative"
	}
	return ""
}

// minors writes the leading minors and the characteristic polynomial of a matrix that is known exactly.
func (w *paper) minors(m *matrix) {
	signs := make([]int, m.n)
	for k := 1; k <= m.n; k++ {
		c, ok := m.characteristic(k)
		if !ok {
			break
		}
		signs[k-1] = w.minor(m, k, exactly(c[0]))
	}
	if c, ok := m.characteristic(m.n); ok {
		w.equation(value.Side{written("det(λ I - "+m.name+")", `\det(\lambda I - `+m.latex()+`)`)}, polynomial(each(c)...))
	}
	w.equation(value.Side{lambda}, number(m.eigenvalues()))
	switch v := m.verdict; {
	case v.Degenerate:
	case v.Index == 0 && alternating(signs, 1):
		w.say("working.minors-positive", m.name)
	case v.Index == m.n && alternating(signs, -1):
		w.say("working.minors-negative", m.name)
	}
}

// minor writes the leading minor of order k, of which constant is the constant term of det(λ I - A); its sign.
func (w *paper) minor(m *matrix, k int, constant *expr.Node) int {
	if k%2 == 1 {
		constant = negative(constant)
	}
	side := value.Side{written("D"+expr.Subscript(k), "D_{"+string(rune('0'+k))+"}")}
	if k == m.n {
		side = append(side, sign(" = "))
		side = append(side, m.function("det", `\det `)...)
	}
	w.equation(side, number(constant))
	return signOf(clean(constant))
}

// alternating reports whether the k-th of the signs is the k-th power of one.
func alternating(signs []int, one int) bool {
	power := 1
	for _, s := range signs {
		if power *= one; s != power {
			return false
		}
	}
	return true
}

// characteristic are the coefficients of the characteristic polynomial of the leading k×k block; false where one is not known
// exactly.
func (m *matrix) characteristic(k int) ([]exact.Form, bool) {
	if m.forms == nil {
		return nil, false
	}
	var block []exact.Form
	for i := range k {
		block = append(block, m.forms[i*m.n:i*m.n+k]...)
	}
	return exact.Characteristic(block, k)
}

// eigenvalues are those of the verdict, exactly where they are known so.
func (m *matrix) eigenvalues() *expr.Node {
	near := m.verdict.Rounded()
	return expr.WithForms(expr.Array(expr.Vector(len(near)), near), func() ([]exact.Form, bool) {
		return eigenvalues(m.forms, m.n, near)
	})
}

// Eigenvalues are what the eigenvalues of a symmetric matrix, which are near the numbers given, are exactly; false where that is
// not known. The numbers of a typed matrix are what their digits tell.
func Eigenvalues(a *expr.Node, typed bool, near []float64) ([]exact.Form, bool) {
	forms := formsOf(a)
	if typed {
		forms = typedForms(a)
	}
	return eigenvalues(forms, max(1, a.Shape().Rows), near)
}

func eigenvalues(forms []exact.Form, n int, near []float64) ([]exact.Form, bool) {
	const largest = 6
	if len(forms) != n*n || n > largest {
		return nil, false
	}
	return exact.EigenvaluesOf(forms, n, near)
}

func signOf(x float64) int {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// each are numbers that are known exactly.
func each(forms []exact.Form) []*expr.Node {
	nodes := make([]*expr.Node, len(forms))
	for k, f := range forms {
		nodes[k] = exactly(f)
	}
	return nodes
}

// polynomial is λⁿ + … + c₁ λ + c₀, of which the coefficients below the first are given from c₀ on.
func polynomial(c ...*expr.Node) value.Side {
	side := value.Side{power(len(c))}
	for k := len(c) - 1; k >= 0; k-- {
		node, sum := c[k], " + "
		switch x := clean(node); {
		case x == 0:
			continue
		case x < 0:
			node, sum = negative(node), " - "
		}
		side = append(side, sign(sum))
		if k == 0 || clean(node) != 1 {
			side = append(side, factor(node))
			if k > 0 {
				side = append(side, sign(" "))
			}
		}
		if k > 0 {
			side = append(side, power(k))
		}
	}
	return side
}

// power is λᵏ.
func power(k int) value.Piece {
	if k == 1 {
		return lambda
	}
	digits := string(rune('0' + k))
	return written("λ^"+digits, `\lambda^{`+digits+"}")
}

// negative is -n, a number, exactly where n is known so.
func negative(n *expr.Node) *expr.Node {
	forms, ok := n.Forms()
	if !ok {
		return expr.Const(-clean(n))
	}
	f := forms[0]
	terms := make([]exact.Term, len(f.Terms))
	for k, t := range f.Terms {
		t.Times = -t.Times
		terms[k] = t
	}
	return exactly(exact.Form{Terms: terms, Over: f.Over})
}
