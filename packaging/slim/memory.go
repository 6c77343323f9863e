package main

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// memory is what a program begins with, from an address on.
type memory struct {
	base  int
	bytes []byte
}

// worthAPiece is how many zeros between two pieces are left out. The address of a piece hardly packs, zeros pack to nothing.
const worthAPiece = 4096

// limit of an address: that of 32 bits.
const limit = 1 << 32

// piece is a part of memory, as the section of data has it.
type piece struct {
	at    int
	bytes []byte
}

// readMemory puts the pieces of a section of data in their places.
func readMemory(content []byte) (memory, error) {
	pieces, err := readPieces(content)
	if err != nil || len(pieces) == 0 {
		return memory{}, err
	}
	low, high := pieces[0].at, 0
	for _, p := range pieces {
		low, high = min(low, p.at), max(high, p.at+len(p.bytes))
	}
	m := memory{low, make([]byte, high-low)}
	for _, p := range pieces {
		copy(m.bytes[p.at-low:], p.bytes)
	}
	return m, nil
}

func readPieces(content []byte) (pieces []piece, err error) {
	r := reader{rest: content}
	for range r.number() {
		if r.number() != 0 { // of memory 0, at an address that is written out
			return nil, errors.New("its data is not where Go's linker puts it")
		}
		r.opcode(0x41) // i32.const
		at := r.number()
		r.opcode(0x0b) // end
		p := piece{at, r.take(r.number())}
		if r.failed {
			return nil, errCut
		}
		pieces = append(pieces, p)
	}
	return pieces, nil
}

// reader reads numbers in LEB128. What an address in it is, signed, is what it is unsigned, since none is negative.
type reader struct {
	rest   []byte
	failed bool
}

func (r *reader) number() int {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 || v >= limit {
		r.failed = true
		return 0
	}
	r.rest = r.rest[n:]
	return int(v)
}

func (r *reader) opcode(want byte) {
	if got := r.take(1); len(got) != 1 || got[0] != want {
		r.failed = true
	}
}

func (r *reader) take(n int) []byte {
	if n > len(r.rest) {
		r.failed = true
		return nil
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

// data is the section of data that makes the memory.
func (m memory) data() []byte {
	pieces := m.pieces()
	out := binary.AppendUvarint(nil, uint64(len(pieces)))
	for _, p := range pieces {
		out = append(out, 0, 0x41)
		out = appendSigned(out, p.at)
		out = append(out, 0x0b)
		out = binary.AppendUvarint(out, uint64(len(p.bytes)))
		out = append(out, p.bytes...)
	}
	return out
}

// pieces parts the memory where there are many zeros.
func (m memory) pieces() (pieces []piece) {
	zeros := make([]byte, worthAPiece)
	for at := 0; at < len(m.bytes); {
		rest := m.bytes[at:]
		at += len(rest) - len(bytes.TrimLeft(rest, "\x00"))
		end := bytes.Index(m.bytes[at:], zeros)
		if end < 0 {
			end = len(m.bytes) - at
		}
		if end > 0 {
			pieces = append(pieces, piece{m.base + at, m.bytes[at : at+end]})
		}
		at += end
	}
	return pieces
}

// appendSigned appends a number that is not negative in signed LEB128, whose last byte must not look negative.
func appendSigned(b []byte, v int) []byte {
	b = binary.AppendUvarint(b, uint64(v))
	if last := len(b) - 1; b[last]&0x40 != 0 {
		b[last] |= 0x80
		b = append(b, 0)
	}
	return b
}
