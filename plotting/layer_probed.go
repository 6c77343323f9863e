package plotting

import (
	"cmp"
	"fmt"
	"math"

	"saddle/numerics/reason"
)

// What layers say of the point that one looks at.

// probe says the step of a run, with its point and the value there.
func (l Path) probe(q probe) (sighting, bool) {
	i, distance, ok := q.nearest(l.Points)
	if !ok {
		return sighting{}, false
	}
	at := l.Points[i]
	text := q.words.say(reason.Both("step %d: %s", "第 %d 步：%s"), l.stepOf(i), pointText(at[0], at[1]))
	if l.Name != "" {
		text = q.words.say(reason.Both("%s, step %d: %s", "%s，第 %d 步：%s"), l.Name, l.stepOf(i), pointText(at[0], at[1]))
	}
	if i < len(l.Values) {
		text += "   f = " + digits(l.Values[i], 5)
	}
	return sighting{Finding{text, at, true}, distance}, true
}

// probe says the value of the function.
func (c Contours) probe(q probe) (sighting, bool) {
	return valueThere(c.Name, c.F, q)
}

// valueThere says the value of a field where one looks.
func valueThere(name string, f Field, q probe) (sighting, bool) {
	var out [1]float64
	f([]float64{q.at[0]}, []float64{q.at[1]}, out[:])
	value := digits(out[0], 5)
	if math.IsNaN(out[0]) {
		value = q.words.say(reason.Both("undefined", "无定义"))
	}
	text := fmt.Sprintf("%s%s = %s", cmp.Or(name, "f"), there(q.at), value)
	return sighting{Finding{text, q.at, false}, 1}, true
}

// there is a point that was chosen to be readable, with all its digits.
func there(p [2]float64) string { return "(" + digits(p[0], 12) + ", " + digits(p[1], 12) + ")" }

// probe says the value of the curve above the point.
func (l Curve) probe(q probe) (sighting, bool) {
	if l.F == nil {
		points := make([][2]float64, min(len(l.X), len(l.Y)))
		for i := range points {
			points[i] = [2]float64{l.X[i], l.Y[i]}
		}
		i, distance, ok := q.nearest(points)
		if !ok {
			return sighting{}, false
		}
		return sighting{Finding{pointText(points[i][0], points[i][1]), points[i], true}, distance}, true
	}
	if !l.Over.auto() && !l.Over.contains(q.at[0]) {
		return sighting{}, false
	}
	var out [1]float64
	l.F(q.at[:1], out[:])
	at := [2]float64{q.at[0], out[0]}
	if distance := q.distance(at); distance < 1 {
		return sighting{Finding{cmp.Or(l.Name, "y") + ": " + pointText(at[0], at[1]), at, true}, distance}, true
	}
	return sighting{}, false
}

// probe says the value at the step that is nearest.
func (l Series) probe(q probe) (sighting, bool) {
	points := make([][2]float64, len(l.Values))
	for i, v := range l.Values {
		points[i] = [2]float64{float64(l.step(i)), v}
	}
	i, distance, ok := q.nearest(points)
	if !ok || l.Dashed {
		return sighting{}, false
	}
	text := q.words.say(reason.Both("step %d: %s", "第 %d 步：%s"), l.step(i), digits(l.Values[i], 5))
	if l.Listed {
		text = q.words.say(reason.Both("entry %d: %s", "第 %d 项：%s"), l.step(i), digits(l.Values[i], 5))
	}
	if l.Name != "" {
		text = l.Name + q.words.say(reason.Both(", ", "，")) + text
	}
	return sighting{Finding{text, points[i], true}, distance}, true
}
