package library

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"saddle/kernel/lang/eval"
)

// sortedAtOnce is how many numbers are sorted without looking whether the cell was interrupted.
const sortedAtOnce = 1 << 17

// sorted is the numbers in ascending order, NaN first; an interrupt ends it, however many there are.
func sorted(c *eval.Call, numbers []float64) []float64 {
	from := slices.Clone(numbers)
	for part := range slices.Chunk(from, sortedAtOnce) {
		c.Arithmetic().Look()
		slices.Sort(part)
	}
	if len(from) <= sortedAtOnce {
		return from
	}
	to := make([]float64, len(from))
	for width := sortedAtOnce; width < len(from); width *= 2 {
		for at := 0; at < len(from); at += 2 * width {
			middle, end := min(at+width, len(from)), min(at+2*width, len(from))
			merge(c, to[at:end], from[at:middle], from[middle:end])
		}
		from, to = to, from
	}
	return from
}

// merge fills to with the numbers of two sorted parts.
func merge(c *eval.Call, to, a, b []float64) {
	for k := range to {
		c.Arithmetic().Poll()
		if len(a) == 0 || len(b) > 0 && cmp.Less(b[0], a[0]) {
			to[k], b = b[0], b[1:]
		} else {
			to[k], a = a[0], a[1:]
		}
	}
}

// shuffled is the numbers below n in an order by chance, that of rand.Perm; an interrupt ends it.
func shuffled(c *eval.Call, chance *rand.Rand, n int) []int {
	order := upTo(n)
	chance.Shuffle(n, func(i, j int) {
		c.Arithmetic().Poll()
		order[i], order[j] = order[j], order[i]
	})
	return order
}
