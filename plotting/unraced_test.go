//go:build !race

package plotting

const raced = false
