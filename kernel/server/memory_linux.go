package server

import (
	"os"
	"strconv"
	"strings"
	"syscall"
)

// forgetProgram gives back the pages of the program file that have been needed
// so far: most of them only to start. What is needed again is mapped again, from
// the system's cache of the file.
func forgetProgram() {
	program, err := os.Executable()
	if err != nil {
		return
	}
	text, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		return
	}
	for line := range strings.Lines(string(text)) {
		if from, to, ok := readOnlyPages(line, program); ok {
			syscall.Syscall(syscall.SYS_MADVISE, uintptr(from), uintptr(to-from), syscall.MADV_DONTNEED)
		}
	}
}

// readOnlyPages reads a line of /proc/self/maps: between which addresses pages of the program lie that are not written to.
func readOnlyPages(line, program string) (from, to uint64, ok bool) {
	// 00400000-00b47000 r-xp 00000000 08:01 1234 /usr/bin/saddle
	part := strings.Fields(line)
	if len(part) < 6 || part[5] != program || strings.Contains(part[1], "w") {
		return 0, 0, false
	}
	first, end, _ := strings.Cut(part[0], "-")
	from, err1 := strconv.ParseUint(first, 16, 64)
	to, err2 := strconv.ParseUint(end, 16, 64)
	return from, to, err1 == nil && err2 == nil
}
