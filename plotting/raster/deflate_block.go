package raster

import "math/bits"

// bitWriter collects bits, the lowest first.
type bitWriter struct {
	buf  []byte
	acc  uint64
	held uint
}

// put appends the n lowest bits of v, n ≤ 32.
func (w *bitWriter) put(v uint32, n uint) {
	w.acc |= uint64(v) << w.held
	for w.held += n; w.held >= 8; w.held -= 8 {
		w.buf = append(w.buf, byte(w.acc))
		w.acc >>= 8
	}
}

// align ends on a whole byte with an empty block that is stored.
func (w *bitWriter) align() {
	w.put(0, 3)
	w.put(0, (8-w.held)%8)
	w.buf = append(w.buf, 0, 0, 0xFF, 0xFF)
}

// bytes is all that has been put, the last byte filled with zeros.
func (w *bitWriter) bytes() []byte {
	w.put(0, (8-w.held)%8)
	return w.buf
}

// What RFC 1951 calls the alphabets: literals with lengths, distances, and lengths of codes.
const (
	endOfBlock  = 256
	firstLength = 257
	literals    = 286
	distances   = 30
	codeLengths = 19

	dynamicCodes = 2 // the kind of block that brings its codes
)

// lengthSymbol is the symbol of a copy's length with the bits that follow it.
func lengthSymbol(length int) (symbol int, extra uint32, n uint) {
	l := length - shortestCopy
	switch {
	case length == longestCopy:
		return literals - 1, 0, 0
	case l < 8:
		return firstLength + l, 0, 0
	}
	n = uint(bits.Len(uint(l)) - 3)
	return firstLength + 4*int(n) + l>>n, uint32(l) & (1<<n - 1), n
}

// distanceSymbol is the symbol of a copy's distance with the bits that follow it.
func distanceSymbol(distance int) (symbol int, extra uint32, n uint) {
	d := distance - 1
	if d < 4 {
		return d, 0, 0
	}
	n = uint(bits.Len(uint(d)) - 2)
	return 2*int(n) + d>>n, uint32(d) & (1<<n - 1), n
}

// block writes tokens with codes of their own.
func (w *bitWriter) block(tokens []token, last bool) {
	var counts [literals]int
	var far [distances]int
	counts[endOfBlock] = 1
	for _, t := range tokens {
		if t&isCopy == 0 {
			counts[t]++
			continue
		}
		symbol, _, _ := lengthSymbol(t.length())
		counts[symbol]++
		symbol, _, _ = distanceSymbol(t.distance())
		far[symbol]++
	}
	code, distance := newCode(counts[:], 15), newCode(far[:], 15)
	if last {
		w.put(1, 1)
	} else {
		w.put(0, 1)
	}
	w.put(dynamicCodes, 2)
	w.codes(code, distance)
	for _, t := range tokens {
		if t&isCopy == 0 {
			code.write(w, int(t))
			continue
		}
		symbol, extra, n := lengthSymbol(t.length())
		code.write(w, symbol)
		w.put(extra, n)
		symbol, extra, n = distanceSymbol(t.distance())
		distance.write(w, symbol)
		w.put(extra, n)
	}
	code.write(w, endOfBlock)
}

// codes writes the lengths of both codes, themselves coded (RFC 1951, 3.2.7).
func (w *bitWriter) codes(code, distance prefixCode) {
	all := append(append([]uint8{}, code.lengths...), distance.lengths...)
	runs := runsOf(all)
	var counts [codeLengths]int
	for _, r := range runs {
		counts[r.symbol]++
	}
	short := newCode(counts[:], 7)
	order := [codeLengths]int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}
	n := codeLengths
	for n > 4 && short.lengths[order[n-1]] == 0 {
		n--
	}
	w.put(uint32(len(code.lengths)-firstLength), 5)
	w.put(uint32(len(distance.lengths)-1), 5)
	w.put(uint32(n-4), 4)
	for _, symbol := range order[:n] {
		w.put(uint32(short.lengths[symbol]), 3)
	}
	for _, r := range runs {
		short.write(w, r.symbol)
		w.put(r.extra, r.n)
	}
}

// coded is a symbol of the lengths of codes with the bits that follow it.
type coded struct {
	symbol int
	extra  uint32
	n      uint
}

// runsOf writes lengths of codes with their repetitions: 16 the one before 3 to 6 times, 17 and 18 zeros.
func runsOf(lengths []uint8) []coded {
	var runs []coded
	for i := 0; i < len(lengths); {
		n := 1
		for i+n < len(lengths) && lengths[i+n] == lengths[i] {
			n++
		}
		i += n
		value := int(lengths[i-n])
		if value > 0 {
			runs = append(runs, coded{symbol: value})
			n--
		}
		for n >= 3 {
			switch most := min(n, 138); {
			case value > 0:
				most = min(n, 6)
				runs = append(runs, coded{16, uint32(most - 3), 2})
				n -= most
			case most > 10:
				runs = append(runs, coded{18, uint32(most - 11), 7})
				n -= most
			default:
				runs = append(runs, coded{17, uint32(most - 3), 3})
				n -= most
			}
		}
		for range n {
			runs = append(runs, coded{symbol: value})
		}
	}
	return runs
}
