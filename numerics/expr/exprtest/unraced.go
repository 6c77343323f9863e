//go:build !race

package exprtest

const raced = false
