package native

import "saddle/numerics/program"

// grid is a program at many points, two at a time: for one goroutine.
type grid struct {
	instance *instance
	layout   *gridLayout
	numbers  []float64 // the memory
	program  *program.Program
	x, y     []float64 // a point and its outputs
}

// side is how many points a call of a grid takes at most.
const side = 512

// Where things stand in a grid's memory, in bytes: whether any pair strayed, which did, the inputs, the outputs, the tables. Arrays
// stand so far apart that none is taken for another by the lowest bits of its addresses.
const anyAt, strayedPairsAt, apart = 0, 64, 8*side + 256

// mostArrays is how many inputs and outputs a grid has at most.
const mostArrays = 64

// gridLayout is where inputs, outputs and tables stand.
type gridLayout struct {
	inputs int
	tables []int
	reach  int // the offset of the array that lies furthest
	end    int
}

func newGridLayout(p *program.Program) *gridLayout {
	l := &gridLayout{inputs: p.Inputs}
	l.end = l.outputAt(p.Outputs())
	l.reach = l.end - apart
	for _, t := range p.Tables {
		l.tables = append(l.tables, l.end)
		l.end += 8 * len(t)
	}
	return l
}

func (l *gridLayout) inputAt(k int) int  { return strayedPairsAt + apart*(k+1) }
func (l *gridLayout) outputAt(k int) int { return l.inputAt(l.inputs + k) }

// newGrid compiles a program; nil where some instruction has no code, or where there is no compiler here.
func newGrid(p *program.Program) *grid {
	s, ok := newScalars(p)
	l := newGridLayout(p)
	if !ok || len(s.draws) > 0 || p.Inputs+p.Outputs() > mostArrays || l.end > mostMemory {
		return nil
	}
	w := &gridder{gridLayout: l, program: p, code: s.code, zero: s.zero}
	written, ok := w.source()
	if !ok {
		return nil
	}
	i := instantiate(written)
	if i == nil {
		return nil
	}
	g := &grid{instance: i, layout: l, numbers: i.numbers(), program: p, x: make([]float64, p.Inputs), y: make([]float64, p.Outputs())}
	for k, t := range p.Tables {
		copy(g.from(l.tables[k]), t)
	}
	return g
}

func (g *grid) from(at int) []float64 { return g.numbers[at/8:] }

// block computes the outputs at the points from one up to another; those where the code does not give the machine's digits are
// left to the machine.
func (g *grid) block(m *program.Machine, in, out [][]float64, from, to int) error {
	for k, x := range in {
		copy(g.from(g.layout.inputAt(k)), x[from:to])
	}
	if err := g.instance.call((to - from + 1) / 2); err != nil {
		return err
	}
	for k, y := range out {
		copy(y[from:to], g.from(g.layout.outputAt(k)))
	}
	if g.numbers[anyAt/8] == 0 && g.numbers[anyAt/8+1] == 0 {
		return nil
	}
	strayed := g.from(strayedPairsAt)
	for i := from; i < to; i++ {
		if strayed[i-from] == 0 {
			continue
		}
		for k, x := range in {
			g.x[k] = x[i]
		}
		if err := m.Run(g.x, g.y); err != nil {
			return err
		}
		for k, y := range out {
			y[i] = g.y[k]
		}
	}
	return nil
}
