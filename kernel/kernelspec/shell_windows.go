package kernelspec

import (
	"os"
	"syscall"
	"unsafe"
)

func shellHere() Shell { return shellAmong(ancestors()) }

// process is one that runs: its program's name, and who has started it.
type process struct {
	program string
	parent  uint32
}

// ancestors are the names of the programs that have started this one, the nearest first.
func ancestors() []string {
	running := processes()
	var names []string
	for id := uint32(os.Getppid()); len(names) < len(running); {
		p, ok := running[id]
		if !ok {
			break
		}
		names = append(names, p.program)
		id = p.parent
	}
	return names
}

// processes are all that run, by their numbers.
func processes() map[uint32]process {
	snapshot, err := syscall.CreateToolhelp32Snapshot(syscall.TH32CS_SNAPPROCESS, 0)
	if err != nil {
		return nil
	}
	defer syscall.CloseHandle(snapshot)
	found := map[uint32]process{}
	entry := syscall.ProcessEntry32{Size: uint32(unsafe.Sizeof(syscall.ProcessEntry32{}))}
	for err := syscall.Process32First(snapshot, &entry); err == nil; err = syscall.Process32Next(snapshot, &entry) {
		found[entry.ProcessID] = process{syscall.UTF16ToString(entry.ExeFile[:]), entry.ParentProcessID}
	}
	return found
}
