package expr

import "saddle/numerics/expr/dense"

// TrustStep is the step s that minimises gᵀs + sᵀHs/2 within ‖s‖ ≤ radius, for a vector g and a symmetric matrix H, see
// dense.Workspace.TrustStep.
func TrustStep(g, hessian, radius *Node) *Node {
	return modelStep(OpTrustStep, "trust_step", g, hessian, radius, (*dense.Workspace).TrustStep)
}

// CubicStep is the step s that minimises gᵀs + sᵀHs/2 + M/6 ‖s‖³, for a vector g and a symmetric matrix H; weight is M. See
// dense.Workspace.CubicStep.
func CubicStep(g, hessian, weight *Node) *Node {
	return modelStep(OpCubicStep, "cubic_step", g, hessian, weight, (*dense.Workspace).CubicStep)
}

func modelStep(op Op, name string, g, hessian, limit *Node, step func(w *dense.Workspace, s, g, h []float64, limit float64, n int)) *Node {
	if !g.shape.IsVector() || hessian.shape.Size() != g.shape.Rows*g.shape.Rows || !limit.shape.IsScalar() {
		misfit(name, g, hessian, limit)
	}
	if allConst(g, hessian, limit) {
		s := make([]float64, g.shape.Rows)
		step(new(dense.Workspace), s, g.Data(), hessian.Data(), limit.Float(), g.shape.Rows)
		return Array(g.shape, s)
	}
	return symbolic(&Node{op: op, shape: g.shape, args: []*Node{g, hessian, limit}})
}

// pullStep differentiates (H + ν)s = -g: with ν = 0 for a step inside a radius, with ‖s‖ = D for one on it, and with
// ν = M‖s‖/2 for the cubic model. The matrix of each system is symmetric.
func pullStep(n, a *Node, give func(arg, contribution *Node)) {
	g, h, limit := n.args[0], n.args[1], n.args[2]
	size := Norm(n)
	nu := Neg(Div(Add(Dot(g, n), Dot(n, matrixProduct(h, n))), NormSquared(n)))
	outer := matrixProduct(n, Transpose(n))
	if n.op == OpCubicStep {
		nu = Div(Mul(limit, size), Const(2))
		system := AddEach(AddEach(h, Times(nu, Identity(n.shape.Rows))), Times(Div(limit, Mul(Const(2), size)), outer))
		u := Solve(system, a)
		give(g, Neg(u))
		give(h, Neg(symmetricPart(matrixProduct(u, Transpose(n)))))
		give(limit, Neg(Div(Mul(size, Dot(u, n)), Const(2))))
		return
	}
	inside := Compare(Less, size, Mul(Const(1-1e-9), limit))
	shifted := AddEach(h, Times(Select(inside, Const(0), nu), Identity(n.shape.Rows)))
	free, back := Solve(shifted, a), Solve(shifted, n)
	border := Select(inside, Const(0), Div(Dot(n, free), Dot(n, back)))
	u := SubEach(free, Times(border, back))
	give(g, Neg(u))
	give(h, Neg(symmetricPart(matrixProduct(u, Transpose(n)))))
	give(limit, Mul(border, limit))
}
