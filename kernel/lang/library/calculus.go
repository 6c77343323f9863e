package library

import (
	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// calculus is the built-in differentiation.
func calculus() []*eval.Builtin {
	return []*eval.Builtin{
		{Name: "gradient", Signature: "gradient(f, p)", Topic: "Calculus", Function: 1, Least: 1, Most: 2, Run: marked(value.Gradient),
			Meaning: reason.Both("the vector of partial derivatives, also ∇f(p); without p the gradient as a function", "偏导数组成的向量，也写作 ∇f(p)；不给 p 时为函数"), Example: "gradient((x, y) -> x^2 y, (1, 2))"},
		{Name: "hessian", Signature: "hessian(f, p)", Topic: "Calculus", Function: 1, Least: 1, Most: 2, Run: marked(value.Hessian),
			Meaning: reason.Both("the matrix of second derivatives, also ∇²f(p); without p as a function", "二阶导数的矩阵，也写作 ∇²f(p)；不给 p 时为函数"), Example: "hessian((x, y) -> x^2 y, (1, 2))"},
		{Name: "jacobian", Signature: "jacobian(F, p)", Topic: "Calculus", Function: 1, Least: 1, Most: 2, Run: marked(value.Jacobi),
			Meaning: reason.Both("the matrix of the partial derivatives of a vector-valued function, a row for each of its entries", "向量值函数的偏导数矩阵，每个分量一行"), Example: "jacobian((x, y) -> (x y, x + y), (1, 2))"},
		{Name: "derivative", Signature: "derivative(f, p, order = 1)", Topic: "Calculus", Function: 1, Least: 1, Most: 2, Settings: []string{"order"}, Run: derivativeOf,
			Meaning: reason.Both("the derivative of a function of one variable, of any order; without p as a function", "一元函数的任意阶导数；不给 p 时为函数"), Example: "derivative(x -> x^5, 2, order = 3)"},
		{Name: "curvature", Signature: "curvature(f, p, d)", Topic: "Calculus", Function: 1, Least: 3, Most: 3, Run: curvatureOf,
			Meaning: reason.Both("the second derivative of f at p along the direction d: dᵀ∇²f(p)d / dᵀd", "f 在 p 处沿方向 d 的二阶导数：dᵀ∇²f(p)d / dᵀd"), Example: "curvature((x, y) -> x^2 - y^2, (0, 0), (1, 1))"},
		{Name: "hvp", Signature: "hvp(f, p, d)", Topic: "Calculus", Function: 1, Least: 3, Most: 3, Run: hessianVectorProduct,
			Meaning: reason.Both("the Hessian at p times the vector d, without forming the Hessian", "海森-向量积 ∇²f(p) d，不必形成海森矩阵"), Example: "hvp((x, y) -> x^2 y, (1, 2), (1, 0))"},
		{Name: "compose", Signature: "compose(f, g)", Topic: "Calculus", Least: 2, Most: 2, Open: true,
			Run:     func(c *eval.Call) value.Value { return c.Calculus().Composed(c.Positional[0], c.Positional[1]) },
			Meaning: reason.Both("the function that does g, then f: also f ∘ g", "先作用 g 再作用 f 的函数，也写作 f ∘ g"), Example: "compose(sin, x -> x^2)(2)"},
		{Name: "taylor", Signature: "taylor(f, at = p, order = 2)", Topic: "Calculus", Function: 1, Least: 1, Most: 1, Settings: []string{"at", "order"}, Meant: meantSetting("at"), Run: taylorOf,
			Meaning: reason.Both("the Taylor polynomial of f around p, a function of the same variables", "f 在 p 处的泰勒多项式，是同样变量的函数"), Example: "taylor(x -> exp(x), at = 0, order = 3)"},
	}
}

// marked is gradient, hessian or jacobian: with a point the derivative there, without one a function.
func marked(mark value.Mark) func(*eval.Call) value.Value {
	return func(c *eval.Call) value.Value {
		d := &value.Derivative{Of: c.Function(0), Mark: mark}
		if len(c.Positional) == 1 {
			return d
		}
		return c.Apply(d, c.Positional[1:]...)
	}
}

func derivativeOf(c *eval.Call) value.Value {
	f := c.Function(0)
	if f.Arity() != 1 {
		panic(message.New("TypeError", "derivative.prime", f.Label(), f.Arity()).At(c.Source(), c.Positional[0].Span).
			Advise("derivative.prime-advice", f.Label()))
	}
	for range wholeSetting(c, "order", 0, 1) {
		f = &value.Derivative{Of: f, Mark: value.Prime}
	}
	if len(c.Positional) == 1 {
		return f
	}
	return c.Apply(f, c.Positional[1:]...)
}

// direction is an argument that must have as many numbers as the point.
func direction(c *eval.Call, i, size int) *expr.Node {
	d := c.Node(i)
	if d.Shape().Size() != size || d.Shape().Rank > 1 {
		panic(message.New("ShapeError", "point.direction", size, c.Positional[i].Value.Describe()).At(c.Source(), c.Positional[i].Span).
			Advise("point.direction-advice"))
	}
	return d
}

// curvatureOf is dᵀHd/dᵀd; the articles' dᵀHd is this for a unit d.
func curvatureOf(c *eval.Call) value.Value {
	f := c.Function(0)
	p := c.PointAt(f, c.Positional[1])
	d := direction(c, 2, p.Size())
	if d.IsConst() && expr.Norm(d).Float() == 0 {
		panic(message.New("DomainError", "point.zero-direction").At(c.Source(), c.Positional[2].Span).Advise("point.direction-advice"))
	}
	product := c.Calculus().HessianTimes(f, p, d)
	return value.Quantity{Node: expr.Div(expr.Dot(d, product), expr.Dot(d, d))}
}

func hessianVectorProduct(c *eval.Call) value.Value {
	f := c.Function(0)
	p := c.PointAt(f, c.Positional[1])
	return value.Quantity{Node: c.Calculus().HessianTimes(f, p, direction(c, 2, p.Size()))}
}
