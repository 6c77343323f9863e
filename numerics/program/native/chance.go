package native

import (
	"encoding/binary"
	"math"
	word "math/bits"
	"math/rand/v2"
	"sync"
)

// chance is a source of random numbers: those of rand.PCG (O'Neill's generator of 128 bits, with the output that Go and NumPy give it).
type chance struct{ hi, lo uint64 }

// chanceOf is what a source would draw next.
func chanceOf(source *rand.PCG) chance {
	var c chance
	c.read(source)
	return c
}

// read takes over where a source is. Written out, that is four letters and the two halves of its number.
func (c *chance) read(source *rand.PCG) {
	const name = len("pcg:")
	state, _ := source.AppendBinary(make([]byte, 0, name+16)) // which cannot fail
	c.hi, c.lo = binary.BigEndian.Uint64(state[name:]), binary.BigEndian.Uint64(state[name+8:])
}

// Uint64 is rand.PCG's.
func (c *chance) Uint64() uint64 {
	const mulHi, mulLo, incHi, incLo = 2549297995355413924, 4865540595714422341, 6364136223846793005, 1442695040888963407
	hi, lo := word.Mul64(c.lo, mulLo)
	hi += c.hi*mulLo + c.lo*mulHi
	lo, carry := word.Add64(lo, incLo, 0)
	hi, _ = word.Add64(hi, incHi, carry)
	c.hi, c.lo = hi, lo
	const cheap = 0xda942042e4dd58b5
	hi ^= hi >> 32
	hi *= cheap
	hi ^= hi >> 48
	return hi * (lo | 1)
}

// uniform is rand.Rand's Float64.
func (c *chance) uniform() float64 { return float64(c.Uint64()<<11>>11) / (1 << 53) }

// normal is rand.Rand's NormFloat64: of one of 128 strips of the bell that is 1/128 of its area, the part that lies wholly within the bell
// takes 97 of 100 draws (Marsaglia and Tsang 2000).
func (c *chance) normal(b *bell) float64 {
	before := *c
	u := c.Uint64()
	j, s := int32(u), &b.strips[u>>32&0x7F]
	if part := int64(j); max(part, -part) >= s.within {
		return c.beyond(before, u, b)
	}
	return float64(j) * s.width
}

// beyond is a normal number the first draw for which, of what is given, does not lie within the bell for sure. Where the end of its strip
// bends too much to tell, and in the tail, it is left to the library, from where the source was before.
func (c *chance) beyond(before chance, u uint64, b *bell) float64 {
	for {
		i, j := u>>32&0x7F, int32(u)
		x := float64(j) * b.strips[i].width
		if part := int64(j); max(part, -part) < b.strips[i].within {
			return x
		}
		inside, known := b.ends[i].holds(math.Abs(x), c.uniform())
		switch {
		case !known:
			*c = before
			return rand.New(c).NormFloat64()
		case inside:
			return x
		}
		before = *c
		u = c.Uint64()
	}
}

// bell is how rand.Rand draws from it.
type bell struct {
	strips [128]strip
	ends   [128]end
}

// strip is one of 2³¹ parts, of which those near the middle lie within the bell.
type strip struct {
	width  float64 // of a part
	within int64   // how many parts
}

// end is where a strip reaches beyond the bell, exp(-x²/2).
type end struct {
	inner, width float64
	high, fall   float64 // the bell at the inner side, and how much less it is at the outer one
	bend         float64 // how far it is from the straight line between these, and what rounding may add; none where nothing is known
}

// newEnd is about the places between two.
func newEnd(inner, outer float64) end {
	const rounding = 1e-5
	density := func(x float64) float64 { return math.Exp(-x * x / 2) }
	curvature := max(math.Abs(inner*inner-1), math.Abs(outer*outer-1)) * density(inner)
	width := outer - inner
	return end{inner, width, density(inner), density(inner) - density(outer), curvature*width*width/8 + rounding}
}

// holds reports whether a share of the height of the strip at a place lies in the bell, where that is known.
func (e *end) holds(x, share float64) (inside, known bool) {
	if e.bend == 0 {
		return false, false
	}
	// Both are counted from the outer side's height: share of the fall, and what the straight line has left at x.
	above := (share - 1 + (x-e.inner)/e.width) * e.fall
	return above < 0, math.Abs(above) > e.bend
}

// theBell finds rand.Rand's strips by what it makes of chosen numbers.
var theBell = sync.OnceValue(func() *bell {
	all, r := &bell{}, &chosen{}
	normal := rand.New(r)
	accepts := func(strip, part uint64) (x float64, ok bool) {
		*r = chosen{first: strip<<32 | part}
		x = normal.NormFloat64()
		return x, r.drawn == 1
	}
	for i := range all.strips {
		low, high := int64(0), int64(math.MaxInt32) // low parts lie within, high ones do not
		for low < high {
			middle := (low + high) / 2
			if _, ok := accepts(uint64(i), uint64(middle)); ok {
				low = middle + 1
			} else {
				high = middle
			}
		}
		all.strips[i].within = low
		x, _ := accepts(uint64(i), 1)
		all.strips[i].width = x
	}
	for i, s := range all.strips[1:] {
		all.ends[1+i] = newEnd(float64(s.within)*s.width, 0x1p31*s.width)
	}
	return all
})

// chosen is a source whose first number is chosen; the others are 0.
type chosen struct {
	first uint64
	drawn int
}

// Uint64 implements rand.Source.
func (c *chosen) Uint64() uint64 {
	c.drawn++
	if c.drawn == 1 {
		return c.first
	}
	return 0
}
