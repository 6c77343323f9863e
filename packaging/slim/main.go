// Command slim makes a program of Go for WebAssembly smaller to load. What the program computes stays the same:
//
//   - the tables that lead from an instruction to its line are emptied, so that a traceback names functions without lines;
//   - the memory that the program begins with is written in a few pieces, where the linker writes a hundred thousand.
//
// It replaces the file:
//
//	slim saddle.wasm
package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"

	"saddle/kernel/atomicfile"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: slim FILE.wasm")
		os.Exit(2)
	}
	if err := slim(os.Args[1]); err != nil {
		fmt.Fprintf(os.Stderr, "slim: %s: %v\n", os.Args[1], err)
		os.Exit(1)
	}
}

// slim replaces a file by a smaller one, whole or not at all; a file that it does not know stays as it is.
func slim(path string) error {
	program, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	smaller, err := rewritten(program)
	if err != nil {
		return err
	}
	return atomicfile.Write(path, 0o644, atomicfile.Bytes(smaller))
}

// What a module begins with: its magic and the version of the format.
const moduleHead = "\x00asm\x01\x00\x00\x00"

// dataSection is the kind of the section that fills the memory.
const dataSection = 11

var errCut = errors.New("not a whole module of WebAssembly")

// rewritten is a module with its memory written anew.
func rewritten(program []byte) ([]byte, error) {
	if len(program) < len(moduleHead) || string(program[:len(moduleHead)]) != moduleHead {
		return nil, errCut
	}
	out := append([]byte(nil), moduleHead...)
	for rest := program[len(moduleHead):]; len(rest) > 0; {
		kind, content, after, err := section(rest)
		if err != nil {
			return nil, err
		}
		if kind == dataSection {
			if content, err = slimData(content); err != nil {
				return nil, err
			}
		}
		out = append(out, kind)
		out = binary.AppendUvarint(out, uint64(len(content)))
		out = append(out, content...)
		rest = after
	}
	return out, nil
}

// section parts the first section from those behind it.
func section(b []byte) (kind byte, content, rest []byte, err error) {
	size, n := binary.Uvarint(b[1:])
	if n <= 0 || size > uint64(len(b)-1-n) {
		return 0, nil, nil, errCut
	}
	from := 1 + n
	return b[0], b[from : from+int(size)], b[from+int(size):], nil
}

func slimData(content []byte) ([]byte, error) {
	m, err := readMemory(content)
	if err != nil {
		return nil, err
	}
	if err := forgetLines(m.bytes); err != nil {
		return nil, err
	}
	return m.data(), nil
}
