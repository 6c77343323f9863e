//go:build !linux

package session

// MemoryRoom is 0: how much memory the process can have is not known here.
func MemoryRoom() uint64 { return 0 }
