//go:build race

package browser_test

// raced tells that the tests run under the race detector.
const raced = true
