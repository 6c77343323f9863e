// A program that leans on what the runtime knows of its functions: stacks that grow and move, collections of garbage in between,
// deferred calls, panics and their tracebacks.
package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
)

type node struct {
	left, right *node
	value       int
}

func tree(depth int) *node {
	if depth == 0 {
		return &node{value: 1}
	}
	return &node{tree(depth - 1), tree(depth - 1), depth}
}

func (n *node) sum() int {
	if n == nil {
		return 0
	}
	return n.value + n.left.sum() + n.right.sum()
}

func deep(n int) (all int) {
	defer func() { all++ }()
	var local [64]int
	local[n%64] = n
	if n%500 == 0 {
		runtime.GC()
	}
	if n == 0 {
		panic("the bottom")
	}
	return deep(n-1) + local[n%64]
}

func caught() (said string) {
	defer func() {
		said = fmt.Sprint(recover(), strings.Contains(string(debug.Stack()), "main.deep"))
	}()
	deep(2000)
	return
}

func main() {
	fmt.Println(tree(14).sum(), caught())
	done := make(chan string)
	go func() { done <- caught() }()
	fmt.Println(<-done)
	if len(os.Args) > 1 {
		var none *node
		fmt.Println(none.left)
	}
}
