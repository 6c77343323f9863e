package native

import (
	"math/rand/v2"

	"saddle/numerics/program"
)

// Steps takes the steps of a recurrence, many at a time. It is for one goroutine.
type Steps struct {
	instance *instance
	source   *source
	chance   *rand.Rand
}

// NewSteps compiles a recurrence; nil where the program has instructions without code, or where there is no compiler here.
// What it returns must be closed.
func NewSteps(p *program.Program, r Recurrence) *Steps {
	s, ok := newLoop(p, r)
	if !ok {
		return nil
	}
	i := instantiate(s)
	if i == nil {
		return nil
	}
	return &Steps{instance: i, source: s}
}

// SetRandom sets where the random numbers come from, which are drawn as program.Machine draws them.
func (s *Steps) SetRandom(chance *rand.Rand) { s.chance = chance }

// Most is how many of so many steps Take takes at once at most.
func (s *Steps) Most(count int) int {
	if len(s.source.draws) > 0 {
		return min(count, stepsDrawn)
	}
	return count
}

// draw puts the random numbers of so many steps in their place.
func (s *Steps) draw(count int) {
	if len(s.source.draws) == 0 {
		return
	}
	at := s.source.drawsAt
	for range count {
		for _, d := range s.source.draws {
			s.instance.put(at, d.number(s.chance))
			at += 8
		}
	}
}

// Take takes count ≥ 1 steps from the state behind step number; it is the state after them, if they count. Nothing else of Go's runtime goes
// on meanwhile, so a count takes about a millisecond at
// most; it is no larger than Most says. The error is for what cannot happen.
func (s *Steps) Take(state []float64, number, count int) (Report, error) {
	i := s.instance
	for k, x := range state[:s.source.state] {
		i.put(stateAt+8*k, x)
	}
	i.put(numberAt, float64(number))
	s.draw(count)
	if err := i.call(count); err != nil {
		return Report{}, err
	}
	for k := range s.source.state {
		state[k] = i.get(stateAt + 8*k)
	}
	flags := int(i.get(flagsAt))
	report := Report{Ended: flags&1 != 0, Strayed: flags&2 != 0, Least: i.get(leastAt), Moved: int(i.get(movedAt))}
	for _, k := range s.source.lasting {
		report.Ended = report.Ended || state[k]-state[k] != 0
	}
	return report, nil
}

// Close gives the memory back.
func (s *Steps) Close() { s.instance.close() }
