package session

import (
	"os"
	"path"
	"strconv"
	"strings"
	"syscall"
)

// MemoryRoom is how many bytes of memory the process can have: the machine's, or what the container it runs in may use.
// It is 0 where that is not known.
func MemoryRoom() uint64 {
	var machine syscall.Sysinfo_t
	if syscall.Sysinfo(&machine) != nil {
		return 0
	}
	room := uint64(machine.Totalram) * uint64(machine.Unit)
	text, err := os.ReadFile("/proc/self/cgroup")
	if err != nil {
		return room
	}
	return min(room, containerRoom(string(text), os.ReadFile))
}

// containerRoom is the least limit of the control groups that a process is in. A group's limit holds for the groups
// below it; a container may see only its own as the root.
func containerRoom(groups string, read func(string) ([]byte, error)) uint64 {
	const endless = 1 << 62
	least := uint64(endless)
	for line := range strings.Lines(groups) {
		// 0::/user.slice (version 2) or 4:memory:/docker/1234 (version 1)
		_, rest, _ := strings.Cut(strings.TrimSpace(line), ":")
		controllers, group, ok := strings.Cut(rest, ":")
		if !ok || controllers != "" && !strings.Contains(","+controllers+",", ",memory,") {
			continue
		}
		root, file := "/sys/fs/cgroup", "memory.max"
		if controllers != "" {
			root, file = "/sys/fs/cgroup/memory", "memory.limit_in_bytes"
		}
		for group = path.Clean("/" + group); ; group = path.Dir(group) {
			if text, err := read(path.Join(root, group, file)); err == nil {
				if limit, err := strconv.ParseUint(strings.TrimSpace(string(text)), 10, 64); err == nil {
					least = min(least, limit)
				}
			}
			if group == "/" {
				break
			}
		}
	}
	return least
}
