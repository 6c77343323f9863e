package raster

import (
	"cmp"
	"math/bits"
	"slices"
)

// prefixCode is a Huffman code: the length of each symbol's word, 0 for one that does not occur, and the word, its first
// bit the lowest.
type prefixCode struct {
	lengths []uint8
	words   []uint16
}

func (c prefixCode) write(w *bitWriter, symbol int) {
	w.put(uint32(c.words[symbol]), uint(c.lengths[symbol]))
}

// newCode makes the code for symbols that occur so often, none longer than longest. At least two symbols have a word,
// because some readers want a whole code.
func newCode(counts []int, longest int) prefixCode {
	c := prefixCode{make([]uint8, len(counts)), make([]uint16, len(counts))}
	var used []int
	for symbol, n := range counts {
		if n > 0 {
			used = append(used, symbol)
		}
	}
	for symbol := 0; len(used) < 2; symbol++ {
		if !slices.Contains(used, symbol) {
			used = append(used, symbol)
		}
	}
	slices.SortFunc(used, func(a, b int) int { return cmp.Or(cmp.Compare(counts[a], counts[b]), cmp.Compare(a, b)) })
	weights := make([]int, len(used))
	for i, symbol := range used {
		weights[i] = max(1, counts[symbol])
	}
	for i, depth := range limited(depths(weights), longest) {
		c.lengths[used[i]] = uint8(depth)
	}
	c.number()
	return c
}

// depths is the depth of each leaf of Huffman's tree over two or more weights that ascend, by two queues.
func depths(weights []int) []int {
	n := len(weights)
	weight, parent := append(make([]int, 0, 2*n-1), weights...), make([]int, 2*n-1)
	leaf, inner := 0, n
	take := func() int {
		if leaf < n && (inner == len(weight) || weight[leaf] <= weight[inner]) {
			leaf++
			return leaf - 1
		}
		inner++
		return inner - 1
	}
	for len(weight) < 2*n-1 {
		a, b := take(), take()
		parent[a], parent[b] = len(weight), len(weight)
		weight = append(weight, weight[a]+weight[b])
	}
	depth := make([]int, 2*n-1)
	for i := 2*n - 3; i >= 0; i-- {
		depth[i] = depth[parent[i]] + 1
	}
	return depth[:n]
}

// limited cuts depths that descend to a most and makes others deeper until all words have room again (Kraft's
// inequality), the rarest first, then takes what room is left for the most frequent.
func limited(depth []int, longest int) []int {
	room := 1 << longest
	for i := range depth {
		depth[i] = min(depth[i], longest)
		room -= 1 << (longest - depth[i])
	}
	for i := 0; room < 0; i++ {
		for depth[i] < longest && room < 0 {
			depth[i]++
			room += 1 << (longest - depth[i])
		}
	}
	for i := len(depth) - 1; i >= 0; i-- {
		for depth[i] > 1 && room >= 1<<(longest-depth[i]) {
			room -= 1 << (longest - depth[i])
			depth[i]--
		}
	}
	return depth
}

// number gives each symbol its word: shorter ones first, then in the order of the symbols (RFC 1951, 3.2.2).
func (c prefixCode) number() {
	var first [17]int
	for _, l := range c.lengths {
		if l > 0 {
			first[l+1]++
		}
	}
	for l, at := 1, 0; l < len(first); l++ {
		at = (at + first[l]) << 1
		first[l] = at
	}
	for symbol, l := range c.lengths {
		if l > 0 {
			c.words[symbol] = bits.Reverse16(uint16(first[l])) >> (16 - l)
			first[l]++
		}
	}
}
