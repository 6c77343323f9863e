package expr

import (
	"math/big"

	"saddle/numerics/exact"
)

// WithForms gives a new constant what its entries are exactly, which is asked for when it is shown; false: not all have a
// form. What is computed from the constant has no forms.
func WithForms(n *Node, forms func() ([]exact.Form, bool)) *Node {
	if n.graph != nil || n.op != OpConstant {
		return n
	}
	m := *n
	m.forms = forms
	return &m
}

// Forms are what the entries of a constant are exactly, row by row; false where that is not known.
func (n *Node) Forms() ([]exact.Form, bool) {
	if n.forms == nil {
		return nil, false
	}
	forms, ok := n.forms()
	return forms, ok && len(forms) == n.shape.Size()
}

// withForm gives the k-th entry of a constant its form.
func withForm(entry, of *Node, k int) *Node {
	if of.forms == nil {
		return entry
	}
	return WithForms(entry, func() ([]exact.Form, bool) {
		forms, ok := of.Forms()
		if !ok {
			return nil, false
		}
		return forms[k : k+1], true
	})
}

// mostExact bounds the matrices that are factored exactly.
const mostExact = 6

// exactSolution is a constant with what the solution of A X = B is exactly, where the entries of both are quotients.
func exactSolution(n, a, b *Node) *Node {
	rows := a.shape.Rows
	if rows > mostExact || b.shape.Cols > mostExact {
		return n
	}
	return WithForms(n, func() ([]exact.Form, bool) {
		as, okA := exact.Rats(a.data)
		bs, okB := exact.Rats(b.data)
		if !okA || !okB {
			return nil, false
		}
		x, _ := exact.Solve(as, bs, rows, b.shape.Cols)
		if x == nil {
			return nil, false
		}
		return exact.FormsOf(x)
	})
}

// exactDeterminant is a constant with what the determinant of a is exactly.
func exactDeterminant(n, a *Node) *Node {
	if a.shape.Rows > mostExact {
		return n
	}
	return WithForms(n, func() ([]exact.Form, bool) {
		entries, ok := exact.Rats(a.data)
		if !ok {
			return nil, false
		}
		_, determinant := exact.Solve(entries, nil, a.shape.Rows, 0)
		return exact.FormsOf([]*big.Rat{determinant})
	})
}

// exactEigenvalues is a constant with what the eigenvalues of a symmetric matrix are exactly.
func exactEigenvalues(n, a *Node) *Node {
	if a.shape.Rows > mostExact {
		return n
	}
	return WithForms(n, func() ([]exact.Form, bool) {
		entries, ok := exact.Rats(symmetricData(a))
		if !ok {
			return nil, false
		}
		many := make([]*big.Float, len(entries))
		for k, r := range entries {
			many[k] = new(big.Float).SetPrec(320).SetRat(r)
		}
		return exact.Eigenvalues(many, a.shape.Rows, n.Clean())
	})
}
