package native

import (
	goruntime "runtime"

	"saddle/numerics/program"
)

// A grid pays when its program's machine has been asked for so many operations on numbers, and so many for each instruction that is
// compiled; an elementary function counts as several.
const (
	worthAGrid, worthEachOfGrid = 400_000, 6_000
	functionWork                = 12
)

// Block computes the outputs at many points at once, as program.Machine.Block: once it pays two at a time by machine code, in
// slices of well under a millisecond.
func (m *Machine) Block(in, out [][]float64) error {
	points := 0
	if len(out) > 0 {
		points = len(out[0])
	}
	if !m.hasGrid(points) {
		return m.Machine.Block(in, out)
	}
	slice := min(side, mostWork/(2*m.pointWork)&^1)
	for from := 0; from < points; from += slice {
		to := min(from+slice, points)
		if err := m.grid.block(m.Machine, in, out, from, to); err != nil {
			return err
		}
		if err := m.Machine.Spend(m.pointWork * (to - from)); err != nil {
			return err
		}
	}
	return nil
}

// hasGrid reports whether there is machine code for blocks of points, and makes it when it begins to pay.
func (m *Machine) hasGrid(points int) bool {
	if m.grid != nil {
		return points > 1
	}
	if m.pointWork == 0 {
		m.pointWork = m.worthAtPoint()
	}
	if m.pointWork < 0 {
		return false
	}
	m.asked += points * m.pointWork
	if m.asked < worthAGrid+worthEachOfGrid*len(m.Program().Executed()) {
		return false
	}
	if m.grid = newGrid(m.Program()); m.grid == nil {
		m.pointWork = -1
		return false
	}
	goruntime.AddCleanup(m, (*instance).close, m.grid.instance)
	return true
}

// worthAtPoint is workAtPoint; -1 where there is no grid for it.
func (m *Machine) worthAtPoint() int {
	work := workAtPoint(m.Program())
	if !callable || work > mostWork/16 || m.Program().Calls != nil {
		return -1
	}
	return work
}

// workAtPoint is about what a point takes, in operations on numbers.
func workAtPoint(p *program.Program) int {
	code := p.Executed()
	work, known := worked(code, p)
	if !known || work > mostWork {
		work = mostWork + 1
	}
	functions := 0
	for _, in := range code {
		if in.Op == program.Apply || in.Op == program.Power {
			functions++
		}
	}
	return work + work*functionWork*functions/max(1, len(code)) + 1
}
