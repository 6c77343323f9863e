package eval

import (
	"slices"

	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// replacement goes through all that an expression sees, down to the letters that functions keep from where they were
// written, and puts other nodes in the place of numbers and arrays.
type replacement struct {
	node   func(*expr.Node) *expr.Node
	within *evaluation // in which what was delayed is evaluated; nil: the nodes are looked at, and nothing changes
	known  map[*value.Function]*value.Function
}

// seen is a scope of the names that an expression takes from a scope, with the nodes replaced.
func (r *replacement) seen(x syntax.Expr, s *scope) *scope {
	return &scope{source: s.source, names: r.names(syntax.FreeNames(x), s)}
}

func (r *replacement) names(names []string, s *scope) map[string]value.Value {
	replaced := make(map[string]value.Value, len(names))
	for _, name := range names {
		if v, ok := s.find(name); ok {
			replaced[name] = r.value(v)
		}
	}
	return replaced
}

func (r *replacement) value(v value.Value) value.Value {
	switch v := v.(type) {
	case value.Quantity:
		return value.Quantity{Node: r.node(v.Node)}
	case value.Identity:
		return value.Identity{Scale: r.node(v.Scale)}
	case value.Eigen:
		return value.Eigen{Values: r.node(v.Values), Vectors: r.node(v.Vectors), General: v.General}
	case value.Parts:
		return r.parts(v)
	case value.Row:
		if v.Node != nil {
			v.Node = r.node(v.Node)
		}
		return v
	case value.List:
		return r.list(v)
	}
	return r.computedLater(v)
}

func (r *replacement) parts(v value.Parts) value.Value {
	parts := value.Parts{Names: v.Names}
	for _, part := range v.Values {
		parts.Values = append(parts.Values, value.Quantity{Node: r.node(part.Node)})
	}
	return parts
}

func (r *replacement) list(v value.List) value.Value {
	list := make(value.List, len(v))
	for i, item := range v {
		list[i] = r.value(item)
	}
	return list
}

// computedLater replaces nodes in what holds a formula that is evaluated when it is called or asked for.
func (r *replacement) computedLater(v value.Value) value.Value {
	switch v := v.(type) {
	case value.Callable:
		return r.callable(v)
	case *delayed:
		return r.delayed(v, v)
	case *Located:
		return r.delayed(v, v.delayed)
	case *searched:
		return r.delayed(v, v.delayed)
	}
	return v
}

// delayed is the value that what was delayed has now; v itself where nothing changes.
func (r *replacement) delayed(v value.Value, d *delayed) value.Value {
	var numbers []float64
	for _, n := range d.nodes {
		numbers = append(numbers, r.node(n).Data()...)
	}
	if r.within == nil {
		return v
	}
	now, err := d.at(r.within, numbers)
	if err != nil {
		panic(err)
	}
	return now
}

func (r *replacement) callable(f value.Callable) value.Callable {
	switch f := f.(type) {
	case *value.Function:
		return r.function(f)
	case *value.Derivative:
		return &value.Derivative{Of: r.callable(f.Of), Mark: f.Mark}
	case *value.Packed:
		return &value.Packed{Of: r.callable(f.Of), Names: f.Names, Shapes: f.Shapes}
	case *value.Traced:
		return r.traced(f)
	}
	return f
}

// function is a function whose body sees other nodes.
func (r *replacement) function(f *value.Function) *value.Function {
	outer, _ := f.Scope.(*scope)
	if outer == nil {
		return f
	}
	if g, ok := r.known[f]; ok {
		return g
	}
	if r.known == nil {
		r.known = map[*value.Function]*value.Function{}
	}
	g := *f
	r.known[f] = &g
	g.Scope = &scope{source: outer.source, names: r.names(namesOutside(f), outer)}
	return &g
}

// traced is a formula in variables of its own, in a graph of its own, with other nodes in the place of all that does not
// depend on these.
func (r *replacement) traced(f *value.Traced) *value.Traced {
	outside := expr.Outside([]*expr.Node{f.Value}, f.Variables)
	with := make([]*expr.Node, len(outside))
	for i, n := range outside {
		with[i] = r.node(n)
	}
	if r.within == nil || len(outside) == 0 {
		return f
	}
	g := expr.NewGraph()
	own := make([]*expr.Node, len(f.Variables))
	for i, name := range f.Names {
		own[i] = g.Variable(name, f.Variables[i].Shape())
	}
	from, to := slices.Concat(f.Variables, outside), slices.Concat(own, with)
	return &value.Traced{Name: f.Name, Names: f.Names, Variables: own, Value: expr.Substitute(f.Value, from, to)}
}
