package main

import (
	"fmt"
	"os"
)

// A browser has no command line: its kernel is a program of its own, kernel/browser/worker.
func main() {
	fmt.Fprintln(os.Stderr, "saddle: for a browser, build ./kernel/browser/worker")
	os.Exit(2)
}
