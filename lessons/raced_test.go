//go:build race

package lessons_test

// raced tells that the tests run under the race detector, where a lesson takes about ten times as long: one stands for all.
const raced = true
