package dense

import "math"

// precise is a sum of two numbers that stands for one of twice the digits (Dekker 1971, Numer. Math. 18, 224; Ogita, Rump
// and Oishi 2005, SIAM J. Sci. Comput. 26, 1955).
type precise struct{ high, low float64 }

func (p *precise) value() float64 { return p.high + p.low }

func (p *precise) add(x float64) {
	sum := p.high + x
	part := sum - p.high
	p.low += (p.high - (sum - part)) + (x - part)
	p.high = sum
}

func (p *precise) addProduct(x, y float64) {
	product := x * y
	p.add(product)
	p.low += math.FMA(x, y, -product)
}

func (p *precise) addDot(a, b []float64) {
	for i, x := range a {
		p.addProduct(x, b[i])
	}
}
