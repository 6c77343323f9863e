package native

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"time"
)

// Walkers are walks under way, up to Side of them. They are for one goroutine.
type Walkers struct {
	instance *instance
	walk     Walk
	draws    []draw
	chance   []chance // of each walk; nil where nothing is drawn
	bell     *bell
	planner  *planner
	count    int
	slice    int // how many steps of all walks take about a millisecond
}

// Walkers gives the walks memory; nil where that is not possible. What it returns must be closed.
func (w *Walks) Walkers() *Walkers {
	i := instantiate(w.source)
	if i == nil {
		return nil
	}
	walkers := &Walkers{instance: i, walk: w.walk, draws: w.draws, planner: w.plan.planner(), slice: 16}
	if len(w.draws) > 0 {
		walkers.chance, walkers.bell = make([]chance, Side), theBell()
	}
	return walkers
}

// Close gives the memory back.
func (w *Walkers) Close() { w.instance.close() }

// Start adds a walk from a state, which has as many numbers as Walk.State; it is the k-th, from 0, in the order of calls. Its
// random numbers are those that a source would draw next, nil where it draws none.
func (w *Walkers) Start(state []float64, chance *rand.PCG) {
	if len(w.draws) > 0 {
		w.chance[w.count] = chanceOf(chance)
	}
	for k, x := range state {
		w.put(k, w.count, x)
	}
	for k := range arrays {
		w.put(w.walk.State+k, w.count, 0)
	}
	w.put(w.walk.State+activeArray, w.count, math.Float64frombits(math.MaxUint64))
	w.count++
}

// Go takes up to so many steps in slices of about a millisecond, between which it asks whether to stop; true when all walks
// are at their ends. Start begins with the first walk again after it.
func (w *Walkers) Go(steps int, stop func() bool) (done bool, err error) {
	count := w.count
	w.count = 0
	w.instance.put(limitAt, float64(steps))
	w.instance.put(limitAt+8, float64(steps))
	for k := count; k%(2*abreast) != 0; k++ {
		w.put(w.walk.State+activeArray, k, 0)
	}
	for from := 0; from <= steps; {
		if stop() {
			return false, nil
		}
		many := min(w.slice, steps+1-from)
		if len(w.draws) > 0 {
			many = min(many, drawnSteps)
			w.draw(count, many)
		}
		if !w.planner.isEmpty() {
			many = min(many, scheduledSteps)
			w.plan(from, many)
		}
		begun := time.Now()
		if err := w.instance.call((count+1)/2, from, many); err != nil {
			return false, err
		}
		from += many
		if !w.anyActive(count) {
			return true, nil
		}
		w.adapt(time.Since(begun))
	}
	return true, nil
}

// plan puts the schedule of so many steps behind a step where all walks find it.
func (w *Walkers) plan(from, steps int) {
	at := w.walk.planned(w.draws)
	for k := range steps {
		for _, x := range w.planner.plan(from + k + 1) {
			w.instance.put(at, x)
			w.instance.put(at+8, x)
			at += 16
		}
	}
}

// draw puts the random numbers of so many steps where the walks that go on find them.
func (w *Walkers) draw(count, steps int) {
	const line = 8 // numbers of memory that the processor fetches at once
	var going [line]int
	for from := 0; from < count; from += line {
		some := going[:0]
		for k := from; k < min(from+line, count); k++ {
			if w.isSet(activeArray, k) {
				some = append(some, k)
			}
		}
		w.drawFor(some, steps)
	}
}

// drawFor draws for walks that lie side by side.
func (w *Walkers) drawFor(walks []int, steps int) {
	at := arrayAt(w.walk.drawn())
	for range steps {
		for _, d := range w.draws {
			if d.uniform {
				w.uniform(walks, at)
			} else {
				w.normal(walks, at)
			}
			at += 8 * Side
		}
	}
}

func (w *Walkers) uniform(walks []int, at int) {
	for _, k := range walks {
		w.instance.put(at+8*k, w.chance[k].uniform())
	}
}

// normal draws by chance.within, which costs most of the time of a walk.
func (w *Walkers) normal(walks []int, at int) {
	bell, memory, chances := w.bell, w.instance.bytes()[at:at+8*Side], w.chance[:Side]
	for _, k := range walks {
		c := &chances[k]
		before := *c
		u := c.Uint64()
		j, s := int32(u), &bell.strips[u>>32&0x7F]
		x := float64(j) * s.width
		if part := int64(j); max(part, -part) >= s.within {
			x = c.beyond(before, u, bell)
		}
		binary.LittleEndian.PutUint64(memory[8*k:], math.Float64bits(x))
	}
}

func (w *Walkers) adapt(took time.Duration) {
	switch {
	case took > 2*time.Millisecond:
		w.slice = max(w.slice/2, 8)
	case took < time.Millisecond/2:
		w.slice = min(2*w.slice, 1<<20)
	}
}

func (w *Walkers) anyActive(count int) bool {
	for k := range count {
		if w.isSet(activeArray, k) {
			return true
		}
	}
	return false
}

// Arrival is where the k-th walk came to; its state is written to the given one.
func (w *Walkers) Arrival(k int, state []float64) Arrival {
	for j := range state {
		state[j] = w.get(w.walk.last()+j, k)
	}
	n := w.walk.State
	return Arrival{
		State: state, Steps: max(0, int(w.get(n+countArray, k))), Norm: w.get(n+normArray, k), First: w.get(n+firstArray, k),
		Lost: w.isSet(lostArray, k), Strayed: w.isSet(strayedArray, k), Fallen: w.isSet(fallenArray, k),
	}
}

func (w *Walkers) isSet(array, k int) bool {
	return math.Float64bits(w.get(w.walk.State+array, k)) != 0
}

func (w *Walkers) put(array, k int, x float64) { w.instance.put(arrayAt(array)+8*k, x) }

func (w *Walkers) get(array, k int) float64 { return w.instance.get(arrayAt(array) + 8*k) }
