package plotting

import (
	"cmp"
	"context"
	"math"

	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
	"saddle/plotting/isoline"
)

// Implicit is the curve on which a function of two variables has a value. Where
// the function jumps over it, as 1/x over 0, there is no curve.
type Implicit struct {
	Name  string
	F     Field
	Level float64
	// Critical tells that all its points are critical, of a kind, which names it.
	Critical bool
	Kind     Kind
}

func (l Implicit) texts() []string { return []string{l.Name} }
func (Implicit) reach(b *bounds)   { b.alike, b.ground = true, true }

func (l Implicit) facts(v view, w words) string {
	lines, err := l.lines(context.Background(), v)
	name := cmp.Or(l.Name, w.say(aFunction)+" = "+digits(l.Level, 4))
	switch {
	case err != nil || len(lines) == 0:
		return w.say(reason.Both("curve %s, of which nothing was found on %s", "曲线 %s，在区域 %s 上未找到"), name, v.box())
	case l.Critical:
		return w.say(kindNames[l.Kind]) + w.say(reason.Both(" on all of the curve %s", "：整条曲线 %s"), name)
	}
	return w.say(reason.Both("curve %s on %s", "曲线 %s，区域 %s"), name, v.box())
}

// lines traces the curve.
func (l Implicit) lines(ctx context.Context, v view) ([][][2]float64, error) {
	s, err := sample(ctx, l.F, v)
	if err != nil {
		return nil, err
	}
	steps := [2]float64{s.x[1] - s.x[0], s.y[1] - s.y[0]}
	var all [][][2]float64
	for _, ring := range isoline.New(s.x, s.y, s.z).Rings(l.Level) {
		for _, line := range ring.Lines() {
			all = append(all, l.without(line, steps)...)
		}
	}
	return all, nil
}

// without parts a line at the points beside which the function is no nearer to
// its value than a step away, or leaps over it: there it jumps, or is undefined.
func (l Implicit) without(line []isoline.Point, steps [2]float64) [][][2]float64 {
	n := len(line)
	x, y, z := make([]float64, 0, 5*n), make([]float64, 0, 5*n), make([]float64, 5*n)
	for _, q := range line {
		for _, d := range [][2]float64{{0, 0}, {1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
			x, y = append(x, q.X+d[0]*steps[0]), append(y, q.Y+d[1]*steps[1])
		}
	}
	l.F(x, y, z)
	leaps := l.leaps(x, y, z)
	var parts [][][2]float64
	var part [][2]float64
	for i, q := range line {
		beside := 0.0
		for _, w := range z[5*i+1 : 5*i+5] {
			if !math.IsNaN(w) {
				beside = max(beside, math.Abs(w-l.Level))
			}
		}
		if !leaps[i] && math.Abs(z[5*i]-l.Level) <= 0.4*beside || z[5*i] == l.Level {
			part = append(part, [2]float64{q.X, q.Y})
			continue
		}
		if len(part) > 1 {
			parts = append(parts, part)
		}
		part = nil
	}
	if len(part) > 1 {
		parts = append(parts, part)
	}
	return parts
}

// leaps reports of each point of a line, which stands before the four beside it,
// whether the function has no point near it where it goes through its value to one
// on the other side: halving the way does not bring it nearer, as at a pole.
func (l Implicit) leaps(x, y, z []float64) []bool {
	n := len(x) / 5
	var a, b halves
	var of []int
	for i := range n {
		for k := 5*i + 1; k < 5*i+5; k++ {
			if above := z[k] > l.Level; above != (z[5*i] > l.Level) && z[k]-z[k] == 0 {
				a.add(x[5*i], y[5*i], z[5*i]-l.Level)
				b.add(x[k], y[k], z[k]-l.Level)
				of = append(of, i)
				break
			}
		}
	}
	largest := make([]float64, len(of))
	for j := range of {
		largest[j] = max(math.Abs(a.z[j]), math.Abs(b.z[j]))
	}
	mx, my, mz := make([]float64, len(of)), make([]float64, len(of)), make([]float64, len(of))
	for range halvings {
		for j := range of {
			mx[j], my[j] = (a.x[j]+b.x[j])/2, (a.y[j]+b.y[j])/2
		}
		l.F(mx, my, mz)
		for j := range of {
			side := &a
			if w := mz[j] - l.Level; (w > 0) != (a.z[j] > 0) {
				side = &b
			}
			side.x[j], side.y[j], side.z[j] = mx[j], my[j], mz[j]-l.Level
		}
	}
	leaps := make([]bool, n)
	for j, i := range of {
		leaps[i] = !(min(math.Abs(a.z[j]), math.Abs(b.z[j])) <= nearing*largest[j])
	}
	return leaps
}

// After so many halvings a function has come so much closer to a value that it goes through.
const (
	halvings = 30
	nearing  = 0.01
)

// halves are ends of ways, and what the function is there beyond its value.
type halves struct{ x, y, z []float64 }

func (h *halves) add(x, y, z float64) { h.x, h.y, h.z = append(h.x, x), append(h.y, y), append(h.z, z) }

func (l Implicit) strand(st *stage) (*strand, error) {
	lines, err := l.lines(st.ctx, st.view)
	if err != nil {
		return nil, err
	}
	m := &strand{name: cmp.Or(l.Name, "= "+short(l.Level, 4)), lines: lines}
	if len(lines) == 0 {
		m.left = st.words.say(reason.Both("nothing found", "未找到"))
	}
	if l.Critical {
		m.name = st.words.say(reason.Both("%s: all of %s", "%s：整条 %s"), st.words.say(kindNames[l.Kind]), m.name)
		m.style = draw.LineStyle{Color: kindColors[l.Kind], Width: 3}
		return m, nil
	}
	m.style = st.strokes.next()
	return m, nil
}

func (l Implicit) prepare(st *stage) (mark, error) {
	m, err := l.strand(st)
	if err != nil {
		return nil, err
	}
	return m, nil
}

// lay implements laid.
func (l Implicit) lay(r *relief, p *panel, st *stage) {
	if m, err := l.strand(st); err == nil {
		m.lay(r, p)
	}
}
