package eval

import (
	"math"
	"strconv"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// ask notes the function of a call from outside all formulas; args are for calls on its behalf. Whoever makes the call takes
// the note back when it has succeeded.
func (e *evaluation) ask(f value.Callable, point []float64, args Arguments) {
	if e.graph == nil && e.outermost.f == nil && !e.outermost.busy {
		e.outermost = outermost{f: f, point: point, flat: f.Arity() == 1, call: args}
	}
}

// askBuiltin notes the function that a built-in takes, and where.
func (c *Call) askBuiltin() {
	if c.Entry.Function <= 0 || len(c.Positional) < c.Entry.Function {
		return
	}
	f, ok := c.Positional[c.Entry.Function-1].Value.(value.Callable)
	if !ok || f.Arity() == 0 {
		return
	}
	c.e.ask(f, c.placeOf(f), Arguments{scope: c.scope, Site: c.Site, Open: c.Open})
}

// placeOf is where the call looks at f: at the point that it is given, or in the middle of the ranges of its variables.
func (c *Call) placeOf(f value.Callable) (point []float64) {
	for _, name := range []string{"from", "near", "at"} {
		if arg, ok := c.Setting(name); ok {
			point = numbersOf(arg.Value)
		}
	}
	if len(c.Positional) > c.Entry.Function && point == nil {
		point = numbersOf(c.Positional[c.Entry.Function].Value)
	}
	if point != nil {
		return point
	}
	for _, name := range value.VariablesOf(f) {
		arg, _ := c.Setting(name)
		if r, ok := arg.Value.(value.Range); ok {
			point = append(point, r.Low/2+r.High/2)
		}
	}
	return point
}

// numbersOf are the entries of a known number or vector; nil for anything else.
func numbersOf(v value.Value) []float64 {
	if q, ok := v.(value.Quantity); ok && q.Node.IsConst() {
		return q.Node.Data()
	}
	return nil
}

// adviseDifference replaces the advice for what has no derivative by one in terms of the function that was asked for: a
// quotient of differences, where it has a value, and minimize, which does without derivatives.
func (e *evaluation) adviseDifference(failure *message.Error) {
	closer := map[string]string{
		"derivative.computed-advice": "derivative.computed-advice-at",
		"derivative.implicit-advice": "derivative.implicit-advice-at",
	}[failure.Advice.Key]
	if e.outermost.f == nil || e.outermost.busy || closer == "" {
		return
	}
	name, ok := e.typedName()
	if !ok {
		return
	}
	p := e.outermost.point
	if len(p) == 0 || !value.AllFinite(p) || !e.outermost.flat && len(p) != e.outermost.f.Arity() {
		return
	}
	quotient := e.quotient(name)
	if quotient == "" {
		return
	}
	failure.Advise(closer, quotient, "minimize("+name+", from = "+pointOfNumbers(p)+")")
}

// typedName is the name by which the function that was asked for can be typed at the top of a cell; false where it has none.
func (e *evaluation) typedName() (string, bool) {
	f := value.OriginOf(e.outermost.f)
	if f == nil {
		return "", false
	}
	if g, ok := e.now().globals[f.Name]; ok && g.value == value.Value(f) {
		return f.Name, true
	}
	return "", false
}

// quotient is a quotient of differences along the first variable at the point, with a step by which all of it has a value;
// empty where none is found.
func (e *evaluation) quotient(name string) string {
	f, p := value.OriginOf(e.outermost.f), e.outermost.point
	size := math.Abs(p[0])
	if size == 0 {
		size = 1
	}
	h := math.Pow(10, math.Floor(math.Log10(size))-3)
	for range 3 {
		before, after := append([]float64(nil), p...), append([]float64(nil), p...)
		before[0], after[0] = twelveDigits(p[0]-h), twelveDigits(p[0]+h)
		if e.hasValue(f, before) && e.hasValue(f, after) {
			return "(" + callText(name, after, e.outermost.flat) + " - " + callText(name, before, e.outermost.flat) + ")/" + numberText(twelveDigits(2*h))
		}
		h /= 100
	}
	return ""
}

// hasValue reports whether a function of numbers has a finite value at a point.
func (e *evaluation) hasValue(f *value.Function, at []float64) bool {
	node := value.Vector(at).Node
	if len(at) == 1 {
		node = expr.Const(at[0])
	}
	args := e.outermost.call
	args.Positional = []Argument{{Value: value.Quantity{Node: node}, Span: args.Site}}
	args.Named = nil
	var v value.Value
	aside := e.aside(e.frozen(), 0)
	aside.outermost.busy = true
	err := aside.attempt(func() { v = aside.apply(f, args) })
	n, ok := AsQuantity(v)
	return err == nil && ok && n.IsConst() && n.Shape().IsScalar() && value.AllFinite(n.Data())
}

// twelveDigits drops the digits that rounding brings in.
func twelveDigits(x float64) float64 {
	y, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 12, 64), 64)
	return y
}

func numberText(x float64) string {
	return strings.Replace(strconv.FormatFloat(x, 'g', -1, 64), "e-0", "e-", 1)
}

func callText(name string, at []float64, flat bool) string {
	if len(at) == 1 {
		return name + "(" + numberText(at[0]) + ")"
	}
	if flat {
		return name + "(" + pointOfNumbers(at) + ")"
	}
	return name + pointOfNumbers(at)
}

func pointOfNumbers(at []float64) string {
	if len(at) == 1 {
		return numberText(at[0])
	}
	texts := make([]string, len(at))
	for k, x := range at {
		texts[k] = numberText(x)
	}
	return "(" + strings.Join(texts, ", ") + ")"
}
