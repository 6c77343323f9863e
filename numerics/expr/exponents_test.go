package expr

import "testing"

// Exponents that are quotients add up as quotients do: derivatives of powers of roots have no power such as x^-1.1e-16.
func TestExponentsAddUp(t *testing.T) {
	g := NewGraph()
	x := g.Variable("x", Scalar)
	power := func(a *Node, p, q float64) *Node { return PowEach(a, Const(p/q)) }
	for _, c := range []struct {
		name     string
		of       *Node
		order    int
		at, want float64
	}{
		{"(x^(1/3))^3", power(power(x, 1, 3), 3, 1), 1, 1e-300, 1},
		{"(x^(2/3))^(3/2)", power(power(x, 2, 3), 3, 2), 1, 1e-300, 1},
		{"x^(1/3) x^(2/3)", Times(power(x, 1, 3), power(x, 2, 3)), 1, 1, 1},
		{"(x^2.5)^(2/3)", power(power(x, 5, 2), 2, 3), 2, 1, 10.0 / 9},
	} {
		n := c.of
		for range c.order {
			n = Gradient(n, x)[0]
		}
		if got := Substitute(n, []*Node{x}, []*Node{Const(c.at)}).Float(); got != c.want {
			t.Errorf("derivative %d of %s is %v at %v, not %v", c.order, c.name, got, c.at, c.want)
		}
	}
}
