package syntax

import "slices"

// Walk visits a node and everything in it, outermost first, from left to right. Where visit returns false, what is
// inside is passed over.
func Walk(n Node, visit func(Node) bool) {
	if !visit(n) {
		return
	}
	for _, child := range children(n) {
		Walk(child, visit)
	}
}

// children are the nodes directly inside a node. The names that a node defines, and the names of settings and fields,
// are not among them.
func children(n Node) []Node {
	switch n := n.(type) {
	case *FunctionDefinition:
		return append(defaults(n.Params), n.Body)
	case *Assignment:
		return []Node{n.Body}
	case *OptimizerDefinition:
		nodes := defaults(n.Params)
		for _, line := range n.Lines {
			for _, x := range line.Expressions() {
				nodes = append(nodes, x)
			}
		}
		return nodes
	case *Check:
		return nodes([]Expr{n.Claim, n.Within})
	case *ExpressionStatement:
		return []Node{n.Value}
	case Expr:
		return operands(n)
	}
	return nil
}

func defaults(params []Param) []Node {
	var nodes []Node
	for _, param := range params {
		if param.Default != nil {
			nodes = append(nodes, param.Default)
		}
	}
	return nodes
}

func operands(e Expr) []Node {
	switch e := e.(type) {
	case *Unary:
		return []Node{e.Operand}
	case *Binary:
		return []Node{e.Left, e.Right}
	case *Compare:
		return nodes(e.Operands)
	case *Range:
		return []Node{e.Low, e.High}
	case *If:
		return []Node{e.Cond, e.Then, e.Else}
	case *Lambda:
		return []Node{e.Body}
	case *Where:
		var list []Node
		for _, b := range e.Bindings {
			list = append(list, b.Value)
		}
		return append(list, e.Body)
	}
	return parts(e)
}

func parts(e Expr) []Node {
	switch e := e.(type) {
	case *Call:
		return called(e)
	case *Index:
		return append([]Node{e.Operand}, nodes(e.Indices)...)
	case *Vector:
		return nodes(e.Entries)
	case *Parts:
		return nodes(e.Values)
	case *Matrix:
		return nodes(slices.Concat(e.Rows...))
	case *Comprehension:
		return append(over(e.Loops), e.Body)
	case *String:
		return pieces(e)
	}
	if operand := operandOf(e); operand != nil {
		return []Node{operand}
	}
	return nil
}

// operandOf is the one operand of an expression with a sign or a name around or behind it; nil for any other.
func operandOf(e Expr) Expr {
	switch e := e.(type) {
	case *Field:
		return e.Operand
	case *Prime:
		return e.Operand
	case *Nabla:
		return e.Operand
	case *Paren:
		return e.Inner
	case *Norm:
		return e.Operand
	case *Partial:
		return e.Operand
	case *Bars:
		return e.Operand
	case *Factorial:
		return e.Operand
	}
	return nil
}

// called are the parts of a call: what is called, and its arguments with their loops.
func called(x *Call) []Node {
	list := []Node{x.Callee}
	for _, arg := range x.Args {
		list = append(append(list, over(arg.Loops)...), arg.Value)
	}
	return list
}

func pieces(s *String) []Node {
	var list []Node
	for _, piece := range s.Pieces {
		if piece.Value != nil {
			list = append(list, piece.Value)
		}
	}
	return list
}

func nodes(list []Expr) []Node {
	var all []Node
	for _, e := range list {
		if e != nil {
			all = append(all, e)
		}
	}
	return all
}

func over(loops []Loop) []Node {
	var list []Node
	for _, loop := range loops {
		list = append(list, loop.Over)
		if loop.If != nil {
			list = append(list, loop.If)
		}
	}
	return list
}

// Unwrap is an expression without the parentheses around all of it.
func Unwrap(x Expr) Expr {
	for {
		p, ok := x.(*Paren)
		if !ok {
			return x
		}
		x = p.Inner
	}
}
