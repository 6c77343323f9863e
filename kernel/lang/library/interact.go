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
		{Name: "interact", Signature: "interact(η = 0.01..0.5, p = point(1, 2), k = 1..20, opt = (gd, momentum), noisy = true)", Topic: "Notebook", AnyNames: true, Chooses: true, Command: true, Run: interact,
			Meaning: reason.Both("as the first statement of a cell: a slider for each name, and the rest of the cell is run again as they move; 1..20 moves in whole steps, 1.0..20.0 between them, a list of numbers, optimizers or functions is a menu, and point(1, 2) is a point to be dragged in the picture; surfaces turn with the pointer, and pictures say what is under it", "写在单元格最前面：为每个名字生成一个滑块，拖动时重新运行单元格的其余部分；1..20 只取整数，1.0..20.0 连续取值，由数、优化器或函数组成的列表成为下拉菜单，point(1, 2) 是可以在图中拖动的点；曲面可以用鼠标转动，指针所指之处的数值会显示在图下"),
			Example: "interact(a = 0.5..2.0)\nplot(x -> a x^2, x = -2..2)"},
		{Name: "point", Signature: "point(x, y)", Topic: "Notebook", Least: 2, Most: 2, Open: true, Run: movable, Answers: value.Movable{},
			Meaning: reason.Both("a point of the plane; in interact(p = point(0.1, 0.1)) it is dragged in the picture, or moved by the arrow keys", "平面上的一个点；在 interact(p = point(0.1, 0.1)) 中可以在图中拖动它，或用方向键移动"),
			Example: "interact(p = point(0.1, 0.1))\nf(x, y) = x^2 - y^2\nplot(run(gd, f, from = p, steps = 20))"},
	}
}

// interact defines its names, at the places where the controls stand.
func interact(c *eval.Call) value.Value {
	mustBeFirst(c)
	var controls []control
	for _, arg := range c.Named {
		if at, ok := arg.Value.(value.Movable); ok {
			controls = append(controls, coordinates(c, arg, at)...)
		} else {
			controls = append(controls, controlOf(c, arg))
		}
	}
	shown, places := make([]eval.Control, len(controls)), make([]float64, len(controls))
	for i, control := range controls {
		shown[i], places[i] = control.Control, control.Start
	}
	if c.Notebook().Output().Controls != nil {
		places = c.Notebook().Output().Controls(shown)
	}
	c.Notebook().Define(chosenBy(controls, places))
	return nil
}

// chosenBy are the values of the names at the places of their controls; those of one point make a vector.
func chosenBy(controls []control, places []float64) map[string]value.Value {
	chosen := map[string]value.Value{}
	points := map[string][]float64{}
	for i, control := range controls {
		if name := control.Point; name != "" {
			points[name] = append(points[name], places[i])
			chosen[name] = value.Vector(points[name])
		} else {
			chosen[control.Name] = control.at(places[i])
		}
	}
	return chosen
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
	mayMove(c, arg)
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

// mayMove refuses the names of what is built in.
func mayMove(c *eval.Call, arg eval.Argument) {
	if c.Notebook().IsBuiltin(arg.Name) && constants[arg.Name] == nil {
		c.Fail("NameError", arg.Span, "interact.protected", arg.Name)
	}
}

// movable is a point to be dragged.
func movable(c *eval.Call) value.Value {
	return value.Movable{At: [2]float64{c.Number(c.Positional[0]), c.Number(c.Positional[1])}}
}

// coordinates are the controls of a point, which are sliders where no picture is dragged: each reaches two units, or twice
// its size, to both sides.
func coordinates(c *eval.Call, arg eval.Argument, at value.Movable) []control {
	mayMove(c, arg)
	pair := make([]control, len(at.At))
	for i, start := range at.At {
		if math.IsNaN(start) || math.IsInf(start, 0) {
			panic(message.New("DomainError", "interact.nowhere").At(c.Source(), arg.Span).Advise("interact.kind-advice", arg.Name))
		}
		reach := 2 * math.Max(1, math.Abs(start))
		step := readable(reach / 100)
		reach = step * math.Round(reach/step)
		pair[i].Control = eval.Control{Name: arg.Name + subscripts[i], Point: arg.Name, Low: start - reach, High: start + reach, Step: step, Start: start}
	}
	return pair
}

// subscripts tell the coordinates of a point apart.
var subscripts = [2]string{"₁", "₂"}

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
