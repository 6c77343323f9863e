//go:build race

package exprtest

const raced = true
