package syntax

// FreeNames are the names, in their known form, that a node takes from outside, each once, in the order in which they
// first occur: what it does not bind itself as a parameter, as the variable of a for, by where, by -> or, in an
// optimizer, by a line.
func FreeNames(n Node) []string {
	f := &freeNames{seen: map[string]bool{}}
	f.node(n, nil)
	return f.names
}

type freeNames struct {
	names []string
	seen  map[string]bool
}

// scope is the list of names that are bound at a place.
type scope struct {
	names []*Name
	outer *scope
}

func (s *scope) binds(name string) bool {
	for ; s != nil; s = s.outer {
		for _, n := range s.names {
			if n.Text == name {
				return true
			}
		}
	}
	return false
}

func (f *freeNames) node(n Node, bound *scope) {
	switch n := n.(type) {
	case *Name:
		if !bound.binds(n.Text) && !f.seen[n.Text] {
			f.seen[n.Text] = true
			f.names = append(f.names, n.Text)
		}
	case *FunctionDefinition:
		f.all(defaults(n.Params), bound)
		f.node(n.Body, &scope{paramNames(n.Params), bound})
	case *OptimizerDefinition:
		f.optimizer(n, bound)
	case *Lambda:
		f.node(n.Body, &scope{n.Params, bound})
	case *Where:
		f.where(n, bound)
	case *Comprehension:
		f.node(n.Body, f.loops(n.Loops, bound))
	case *Call:
		f.node(n.Callee, bound)
		for _, arg := range n.Args {
			f.node(arg.Value, f.loops(arg.Loops, bound))
		}
	default:
		f.all(children(n), bound)
	}
}

func (f *freeNames) all(list []Node, bound *scope) {
	for _, n := range list {
		f.node(n, bound)
	}
}

func (f *freeNames) optimizer(o *OptimizerDefinition, bound *scope) {
	f.all(defaults(o.Params), bound)
	inside := &scope{paramNames(o.Params), bound}
	for _, line := range o.Lines {
		if line.Kind == Start {
			inside = &scope{line.Names, inside}
		}
	}
	for _, line := range o.Lines {
		for _, x := range line.Expressions() {
			f.node(x, inside)
		}
		inside = &scope{line.Names, inside}
	}
}

func (f *freeNames) where(w *Where, bound *scope) {
	for _, b := range w.Bindings {
		f.node(b.Value, bound)
		bound = &scope{[]*Name{b.Name}, bound}
	}
	f.node(w.Body, bound)
}

// loops visits what is looped over and gives the scope inside the loops.
func (f *freeNames) loops(loops []Loop, bound *scope) *scope {
	for _, loop := range loops {
		f.node(loop.Over, bound)
		bound = &scope{loop.Names, bound}
		if loop.If != nil {
			f.node(loop.If, bound)
		}
	}
	return bound
}

func paramNames(params []Param) []*Name {
	list := make([]*Name, len(params))
	for i, param := range params {
		list[i] = param.Name
	}
	return list
}
