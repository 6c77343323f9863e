//go:build !js

package eval

// printedForms are the endings of files for print.
var printedForms = []string{".pdf", ".eps"}
