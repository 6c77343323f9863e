package main

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// The table of functions, of Go 1.20 to 1.26: runtime/symtab.go, pcHeader; runtime/runtime2.go, _func; cmd/link, pcln.go.
var tableHead = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8} // magic, two zeros, the least instruction, the size of a pointer

// Where the fields of a function stand.
const (
	ofStack     = 16 // the offset of its table of stack depths; what follows is of four bytes each
	ofFiles     = 20 // … of its files
	ofLines     = 24 // … of its lines
	ofTables    = 28 // how many more it has
	ofUnit      = 32 // its files' place in the table of units
	ofFirstLine = 36
	functionEnd = 44 // behind which the offsets of its further tables stand
)

var errTable = errors.New("its table of functions is not that of Go 1.20 to 1.26")

// table is the table of functions, in parts.
type table struct {
	units, files []byte // names of files by unit of compilation
	values       []byte // tables from instructions to values, by their offsets
	functions    []byte // an index, and what it leads to
	count        int
}

// forgetLines empties what only lines of tracebacks need. Without a table of files the runtime says "?:0".
func forgetLines(memory []byte) error {
	t, err := findTable(memory)
	if err != nil {
		return err
	}
	kept := make([]bool, len(t.values))
	for i := range t.count {
		f, err := t.function(i)
		if err != nil {
			return err
		}
		if err := t.keep(kept, f); err != nil {
			return err
		}
		clear(f[ofFiles : ofLines+4])
		clear(f[ofUnit : ofFirstLine+4])
	}
	for i, keep := range kept {
		if !keep {
			t.values[i] = 0
		}
	}
	clear(t.units)
	clear(t.files)
	return nil
}

func findTable(memory []byte) (t table, err error) {
	at := bytes.Index(memory, tableHead)
	if at < 0 || at+72 > len(memory) {
		return t, errTable
	}
	all := memory[at:]
	field := func(i int) int { return int(binary.LittleEndian.Uint64(all[8+8*i:])) }
	t.count = field(0)
	names, units, files, values, functions := field(3), field(4), field(5), field(6), field(7)
	if names < 72 || units < names || files < units || values < files || functions < values || functions > len(all) || t.count < 0 || t.count > len(all)-functions {
		return t, errTable
	}
	t.units, t.files, t.values, t.functions = all[units:files], all[files:values], all[values:functions], all[functions:]
	return t, nil
}

// function is the record of a function, with the offsets behind it.
func (t table) function(i int) ([]byte, error) {
	if 8*i+8 > len(t.functions) {
		return nil, errTable
	}
	at := int(binary.LittleEndian.Uint32(t.functions[8*i+4:]))
	if at > len(t.functions)-functionEnd {
		return nil, errTable
	}
	f := t.functions[at:]
	end := functionEnd + 4*int(binary.LittleEndian.Uint32(f[ofTables:]))
	if end > len(f) {
		return nil, errTable
	}
	return f[:end], nil
}

// keep marks the tables of a function that are not of lines. Functions share tables.
func (t table) keep(kept []bool, f []byte) error {
	offsets := append([]byte(nil), f[ofStack:ofFiles]...)
	offsets = append(offsets, f[functionEnd:]...)
	for ; len(offsets) > 0; offsets = offsets[4:] {
		at := int(binary.LittleEndian.Uint32(offsets))
		if at == 0 || at < len(kept) && kept[at] { // there is none, or it has been met
			continue
		}
		size, err := t.size(at)
		if err != nil {
			return err
		}
		for i := range size {
			kept[at+i] = true
		}
	}
	return nil
}

// size is how long a table of values is: pairs of numbers, the first of a pair is zero at the end only, or in the first pair.
func (t table) size(at int) (int, error) {
	end := at
	for first := true; ; first = false {
		if end >= len(t.values) {
			return 0, errTable
		}
		if t.values[end] == 0 && !first {
			return end + 1 - at, nil
		}
		for range 2 {
			_, n := binary.Uvarint(t.values[end:])
			if n <= 0 {
				return 0, errTable
			}
			end += n
		}
	}
}
