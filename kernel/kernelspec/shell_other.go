//go:build !windows

package kernelspec

func shellHere() Shell { return POSIX }
