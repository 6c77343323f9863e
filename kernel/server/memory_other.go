//go:build !linux

package server

// forgetProgram does nothing: these systems look after the program's pages.
func forgetProgram() {}
