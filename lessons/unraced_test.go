//go:build !race

package lessons_test

const raced = false
