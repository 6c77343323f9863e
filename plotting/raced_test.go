//go:build race

package plotting

// raced tells that the tests run under the race detector, where each picture takes about ten times as long.
const raced = true
