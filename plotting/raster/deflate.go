package raster

import (
	"context"
	"encoding/binary"
	"math/bits"
	"slices"
)

// A picture's rows are long runs and repeat the rows above with small shifts. The deflater looks for earlier places by
// what stands where a run ends, so that the insides of runs cost nothing: in a quarter of the time that compress/flate
// takes at level 8 it writes a few parts in a hundred less. github.com/klauspost/compress is as fast with 8 to 18 parts in a
// hundred more, and writes as little only in the time of compress/flate. The stream is that of RFC 1951.
const (
	window        = 1 << 15 // how far back a copy may refer
	shortestCopy  = 3
	longestCopy   = 258
	tries         = 16   // earlier places looked at for one copy
	tokensOfBlock = 3072 // literals and copies that share one pair of codes
)

// token is a literal byte, or a copy: isCopy, its length less 3 above 16 bits, its distance less 1 below them.
type token uint32

const isCopy token = 1 << 31

func (t token) length() int   { return int(t>>16&0xFF) + shortestCopy }
func (t token) distance() int { return int(t&0xFFFF) + 1 }

// deflater makes tokens of data and writes them in blocks.
type deflater struct {
	data   []byte
	row    int // bytes of a row: how far back the pixel above is
	newest []int32
	before []int32 // of each place, modulo window: the place with the same hash before it
	noted  int     // places below are in the two lists
	tokens []token
	out    bitWriter
}

// deflated compresses data from a place on, and ends it: with a block that is the last, or on a whole byte for more to
// follow. Copies may refer to what lies before that place. row is the bytes of one of the picture's rows.
func deflated(ctx context.Context, data []byte, from, row int, last bool) ([]byte, error) {
	d := spareDeflaters.Get().(*deflater)
	d.begin(data, row)
	defer func() {
		d.data = nil
		spareDeflaters.Put(d)
	}()
	d.noted = max(0, from-window)
	d.note(from)
	for at := from; at < len(data); {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		at = d.parse(at)
		d.out.block(d.tokens, last && at == len(data))
	}
	if from == len(data) && last {
		d.out.block(nil, true)
	}
	if !last {
		d.out.align()
	}
	return slices.Clone(d.out.bytes()), nil
}

// begin forgets all that was compressed before. Of the older places only those are asked for that newest leads to.
func (d *deflater) begin(data []byte, row int) {
	clear(d.newest)
	d.data, d.row, d.out = data, row, bitWriter{buf: d.out.buf[:0]}
}

// parse makes the tokens of a block, and returns where the next one begins.
func (d *deflater) parse(at int) int {
	d.tokens = d.tokens[:0]
	best := d.find(at)
	for at < len(d.data) && len(d.tokens) < tokensOfBlock {
		if best.length < shortestCopy {
			d.tokens = append(d.tokens, token(d.data[at]))
			at++
			best = d.find(at)
			continue
		}
		if best.length < patience {
			if next := d.find(at + 1); next.gain > best.gain {
				d.tokens = append(d.tokens, token(d.data[at]))
				at++
				best = next
				continue
			}
		}
		d.tokens = append(d.tokens, isCopy|token(best.length-shortestCopy)<<16|token(best.distance-1))
		at += best.length
		best = d.find(at)
	}
	return at
}

// patience is the length from which a copy is taken without a look at the next place.
const patience = 64

// earlier is an earlier place with the same bytes; gain is the bits that a copy of them saves, roughly.
type earlier struct{ length, distance, gain int }

// find is the best copy at a place; its length is 0 where there is none.
func (d *deflater) find(at int) earlier {
	var best earlier
	most := min(longestCopy, len(d.data)-at)
	if most < shortestCopy {
		return best
	}
	d.note(at)
	if at > 0 && d.data[at-1] == d.data[at] {
		if d.try(&best, at, 1, most); best.length == most {
			return best
		}
	}
	if at >= d.row && d.row <= window {
		if d.try(&best, at, d.row, most); best.length == most {
			return best
		}
	}
	anchor := at + max(0, d.run(at, longestCopy)-2)
	if anchor+4 > len(d.data) {
		return best
	}
	place := d.newest[d.hash(anchor)] - 1
	for range tries {
		distance := anchor - int(place)
		if place < 0 || distance < 1 || distance > window || distance > at {
			break
		}
		if d.try(&best, at, distance, most); best.length == most {
			break
		}
		older := d.before[place%window] - 1
		if older >= place {
			break
		}
		place = older
	}
	return best
}

// try takes the copy from a distance if it is better.
func (d *deflater) try(best *earlier, at, distance, most int) {
	if last := max(best.length, shortestCopy) - 1; d.data[at-distance+last] != d.data[at+last] {
		return // shorter than the best
	}
	length := d.alike(at-distance, at, most)
	if length < shortestCopy {
		return
	}
	if gain := length*byteBits - copyBits(distance, d.row); gain > best.gain {
		*best = earlier{length, distance, gain}
	}
}

// byteBits is what a byte costs otherwise, roughly.
const byteBits = 6

// copyBits is what a copy costs, roughly: that from beside or above is frequent, so that its code is short.
func copyBits(distance, row int) int {
	n := 6 + max(0, bits.Len(uint(distance-1))-2)
	if distance != 1 && distance != row {
		n += 2
	}
	return n
}

const hashBits = 15

// hash is one of the four bytes at a place.
func (d *deflater) hash(at int) uint32 {
	return binary.LittleEndian.Uint32(d.data[at:]) * 0x9E3779B1 >> (32 - hashBits)
}

// note puts the places up to one into the lists, but for those within a run: there the three bytes are alike.
func (d *deflater) note(to int) {
	to = min(to, len(d.data)-4)
	for at := d.noted; at < to; at++ {
		if n := d.run(at, to-at+2); n > 2 {
			if at += n - 2; at >= to {
				break
			}
		}
		h := d.hash(at)
		d.before[at%window] = d.newest[h]
		d.newest[h] = int32(at) + 1
	}
	d.noted = max(d.noted, to)
}

// run is how many bytes from a place on are the same, at most most.
func (d *deflater) run(at, most int) int {
	if at+1 >= len(d.data) || d.data[at] != d.data[at+1] {
		return 1
	}
	return 1 + d.alike(at, at+1, min(most, len(d.data)-at)-1)
}

// alike is how many bytes from two places on are the same, at most most.
func (d *deflater) alike(a, b, most int) int {
	p, q := d.data[a:a+most], d.data[b:b+most]
	n := 0
	for ; n+8 <= most; n += 8 {
		if differ := binary.LittleEndian.Uint64(p[n:]) ^ binary.LittleEndian.Uint64(q[n:]); differ != 0 {
			return n + bits.TrailingZeros64(differ)/8
		}
	}
	for n < most && p[n] == q[n] {
		n++
	}
	return n
}
