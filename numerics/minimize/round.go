package minimize

import (
	"math"
	"math/rand/v2"
)

// round looks along directions all round. In one and two variables these are close enough together for f to be known to rise
// between them too; in more the point stays open even if f rises along all of them.
func (c *corners) round(p *place, scale float64) (corner, []float64) {
	const epsilon, closer = 1e-7, 1e-9
	q := make([]float64, c.n)
	slope := func(d []float64, epsilon float64) float64 {
		for i := range q {
			q[i] = p.x[i] + epsilon*scale*d[i]
		}
		return (c.at(q) - p.value) / (epsilon * scale)
	}
	least, most, limit := math.Inf(1), 0.0, 0.0
	var lowest []float64
	directions := c.directions()
	for _, d := range directions {
		s := slope(d, epsilon)
		if math.IsNaN(s) { // outside the domain
			continue
		}
		most, limit = math.Max(most, math.Abs(s)), math.Max(limit, math.Abs(slope(d, closer)))
		if s < least {
			least, lowest = s, d
		}
	}
	switch noise := 1e-6 * most; {
	case !(least-least == 0):
		return cornerOpen, nil
	case least < -noise:
		return cornerFalls, lowest
	case limit < most/2:
		return cornerSmooth, nil
	case c.n == 1 && least > noise, c.n == 2 && least > most*2*math.Pi/float64(len(directions)):
		return cornerMinimum, nil
	}
	return cornerOpen, nil
}

func (c *corners) directions() [][]float64 {
	var all [][]float64
	switch c.n {
	case 1:
		return [][]float64{{1}, {-1}}
	case 2:
		for k := range c.looks {
			s, co := math.Sincos(2 * math.Pi * float64(k) / float64(c.looks))
			all = append(all, []float64{co, s})
		}
		return all
	}
	random := rand.New(rand.NewPCG(4, 4))
	for k := range 20 * c.n {
		d := make([]float64, c.n)
		if k < 2*c.n {
			d[k/2] = float64(1 - 2*(k%2))
		} else {
			for i := range d {
				d[i] = random.NormFloat64()
			}
			size := norm(d)
			for i := range d {
				d[i] /= size
			}
		}
		all = append(all, d)
	}
	return all
}
