package library

import (
	"math"
	"strings"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// control is a control with the values that it chooses from.
type control struct {
	eval.Control
	choices []value.Value // of a menu
}

func interacting() []*eval.Builtin {
	return []*eval.Builtin{
		{Name: "interact", Signature: "interact(η = 0.01..0.5, k = 1..20, opt = (gd, momentum), noisy = true)", Topic: "Notebook", AnyNames: true, Chooses: true, Command: true, Run: interact,
			Meaning: reason.Both("as the first statement of a cell: a slider for each name, and the rest of the cell is run again as they move; 1..20 moves in whole steps, 1.0..20.0 between them, a list of numbers, optimizers or functions is a menu", "写在单元格最前面：为每个名字生成一个滑块，拖动时重新运行单元格的其余部分；1..20 只取整数，1.0..20.0 连续取值，由数、优化器或函数组成的列表成为下拉菜单"),
			Example: "interact(a = 0.5..2.0)\nplot(x -> a x^2, x = -2..2)"},
	}
}

// interact defines its names, at the places where the controls stand.
func interact(c *eval.Call) value.Value {
	mustBeFirst(c)
	if len(c.Named) == 0 {
		panic(message.New("TypeError", "interact.none").At(c.Source(), c.Site).Advise("call.write", c.Entry.Usage()))
	}
	controls, shown := make([]control, len(c.Named)), make([]eval.Control, len(c.Named))
	places := make([]float64, len(c.Named))
	for i, arg := range c.Named {
		controls[i] = controlOf(c, arg)
		shown[i], places[i] = controls[i].Control, controls[i].Start
	}
	if c.Notebook().Output().Controls != nil {
		places = c.Notebook().Output().Controls(shown)
	}
	chosen := map[string]value.Value{}
	for i, control := range controls {
		chosen[control.Name] = control.at(places[i])
	}
	c.Notebook().Define(chosen)
	return nil
}

// mustBeFirst refuses interact behind other statements.
func mustBeFirst(c *eval.Call) {
	source := c.Source()
	before, problems := syntax.Parse(&message.Source{Text: source.Text[:c.Site.Start]})
	if len(before.Statements) > 0 || len(problems) > 0 {
		panic(message.New("TypeError", "interact.first").At(source, c.Site).Advise("interact.first-advice"))
	}
}

// controlOf is the control that a setting asks for.
func controlOf(c *eval.Call, arg eval.Argument) control {
	if c.Notebook().IsBuiltin(arg.Name) && constants[arg.Name] == nil {
		c.Fail("NameError", arg.Span, "interact.protected", arg.Name)
	}
	if r, ok := arg.Value.(value.Range); ok {
		return control{Control: slider(c, arg, r)}
	}
	n, ok := eval.AsQuantity(arg.Value)
	switch {
	case ok && n.IsConst() && n.IsTruth() && n.Shape().Rank == 0:
		switched := eval.Control{Name: arg.Name, Switch: true}
		if n.Truth() {
			switched.Start = 1
		}
		return control{Control: switched}
	}
	if menu, ok := menu(c, arg); ok {
		return menu
	}
	panic(message.New("TypeError", "interact.kind", arg.Name, arg.Value.Describe()).At(c.Source(), arg.Span).
		Advise("interact.kind-advice", arg.Name))
}

// menu is the control that chooses from a list of numbers, optimizers or functions.
func menu(c *eval.Call, arg eval.Argument) (menu control, ok bool) {
	items, ok := value.ItemsOf(arg.Value)
	menu = control{Control: eval.Control{Name: arg.Name}, choices: items}
	for _, item := range items {
		label, known := choiceLabel(item)
		if !known {
			return control{}, false
		}
		menu.Choices = append(menu.Choices, label)
	}
	return menu, ok && len(items) > 0
}

// choiceLabel is how a menu shows a value.
func choiceLabel(v value.Value) (label string, ok bool) {
	switch v := v.(type) {
	case *value.Optimizer:
		return v.Settled(), true
	case value.Callable:
		return labelOf(v, eval.Argument{}), true
	case value.Quantity:
		return value.Format(0).Plain(v), v.Node.IsConst()
	}
	return "", false
}

// slider goes in whole steps between whole numbers written without a point, unless there are only two of them.
func slider(c *eval.Call, arg eval.Argument, r value.Range) eval.Control {
	rangeIn(c, arg)
	if math.IsInf(r.High-r.Low, 0) {
		panic(message.New("LimitError", "limit.endless").At(c.Source(), arg.Span).Advise("limit.endless-advice"))
	}
	control := eval.Control{Name: arg.Name, Low: r.Low, High: r.High, Step: 1, Whole: isWhole(r) && r.High-r.Low > 1 && !strings.Contains(syntax.Text(arg.From), ".0")}
	if !control.Whole {
		control.Step = readable((r.High - r.Low) / 100)
	}
	steps := math.Round((r.High - r.Low) / 2 / control.Step)
	control.Start = math.Min(r.Low+steps*control.Step, r.High)
	found, _ := c.Notebook().Lookup(arg.Name)
	if n, ok := eval.AsQuantity(found.Value); ok && found.Cell > 0 && holds(control, n) {
		control.Start = n.Float()
	}
	return control
}

func isWhole(r value.Range) bool { return r.Low == math.Trunc(r.Low) && r.High == math.Trunc(r.High) }

// holds reports whether a slider can stand at a value that its name has already.
func holds(c eval.Control, n *expr.Node) bool {
	if n.Shape().Rank != 0 || n.IsTruth() || !n.IsConst() {
		return false
	}
	x := n.Float()
	return c.Low <= x && x <= c.High && (!c.Whole || x == math.Trunc(x))
}

// readable is 1, 2 or 5 times a power of ten, at most x.
func readable(x float64) float64 {
	power := math.Floor(math.Log10(x))
	unit := math.Pow(10, power)
	if power < 0 {
		unit = 1 / math.Pow(10, -power) // 0.01 and not 0.010000000000000002
	}
	for _, factor := range []float64{5, 2} {
		if factor*unit <= x*(1+1e-9) {
			return factor * unit
		}
	}
	return unit
}

// at is the value of the name when the control stands at a place.
func (c control) at(place float64) value.Value {
	switch {
	case c.Switch:
		return value.Quantity{Node: expr.Truth(place != 0)}
	case c.Choices != nil:
		i := int(math.Max(0, math.Min(place, float64(len(c.Choices)-1))))
		return c.choices[i]
	case c.Whole:
		place = math.Round(place)
	}
	return value.Number(math.Max(c.Low, math.Min(place, c.High)))
}
