package descent

import "saddle/numerics/expr"

// adagrad divides each coordinate's step by the root of the sum of its squared gradients; the form of PyTorch.
var adagrad = &Rule{
	Name:    "adagrad",
	Summary: "each coordinate's rate falls with the squared gradients it has seen",
	Source:  "Duchi, Hazan and Singer 2011, JMLR 12, 2121, fig. 1",
	Settings: []Setting{
		{"η", 0.1, "learning rate"},
		{"ε", 1e-10, "added to the root, against division by zero"},
	},
	Build: func(b *Builder) {
		theta, eta, eps := b.Point(), b.Setting("η"), b.Setting("ε")
		s := b.Start("s", expr.Const(0))
		g := b.Assign("g", b.Gradient(theta))
		s = b.Assign("s", expr.Add(s, squared(g)))
		b.Assign("θ", expr.Sub(theta, expr.Mul(eta, expr.DivEach(g, expr.AddEach(expr.Sqrt(s), eps)))))
	},
}

// squared is the square of every entry.
func squared(g *expr.Node) *expr.Node { return expr.PowEach(g, expr.Const(2)) }
