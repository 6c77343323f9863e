package session

import (
	"os"
	"path"
	"strconv"
	"strings"
	"syscall"
)

// MemoryRoom is how many bytes of memory the process can have: the machine's, what the container it runs in leaves to it,
// or what its own limits do. It is 0 where that is not known.
func MemoryRoom() uint64 {
	var machine syscall.Sysinfo_t
	if syscall.Sysinfo(&machine) != nil {
		return 0
	}
	room := uint64(machine.Totalram) * uint64(machine.Unit)
	if text, err := os.ReadFile("/proc/self/statm"); err == nil {
		held := pagesHeld(string(text))
		mapped, data := left(syscall.RLIMIT_AS, held.mapped), left(syscall.RLIMIT_DATA, held.data)
		room = min(room, held.resident+withoutGaps(mapped), held.resident+withSlack(data))
	}
	text, err := os.ReadFile("/proc/self/cgroup")
	if err != nil {
		return room
	}
	return min(room, containerRoom(string(text), os.ReadFile))
}

// endless is the room where there is no limit.
const endless = 1 << 62

// held is what a process has of the memory that its limits count, in bytes.
type held struct{ mapped, resident, data uint64 }

// pagesHeld reads /proc/self/statm: size, resident, shared, text, lib, data in pages.
func pagesHeld(statm string) held {
	size := uint64(os.Getpagesize())
	var pages [6]uint64
	for i, field := range strings.Fields(statm) {
		if i < len(pages) {
			pages[i], _ = strconv.ParseUint(field, 10, 64)
		}
	}
	return held{mapped: pages[0] * size, resident: pages[1] * size, data: pages[5] * size}
}

// left is what a limit of the process leaves beside what it has, of which Go reserves much at its start and uses little.
func left(resource int, has uint64) uint64 {
	var limit syscall.Rlimit
	if syscall.Getrlimit(resource, &limit) != nil || limit.Cur >= endless {
		return endless
	}
	const least = 16 << 20
	return max(limit.Cur, has+least) - has
}

// withoutGaps is how much of an address space can be filled: Go maps it 64 MB at a time, and what it frees leaves gaps.
func withoutGaps(mapped uint64) uint64 {
	const arena = 64 << 20
	return (max(mapped, 2*arena) - arena) / 2
}

// withSlack is how much of its data a process can use, where more than the limit ends it: what Go keeps beside its objects, and
// between them, counts too.
func withSlack(data uint64) uint64 { return data / 4 * 3 }

// containerRoom is the least room in the control groups that a process is in. A group's limit holds for the groups
// below it; a container may see only its own as the root.
func containerRoom(groups string, read func(string) ([]byte, error)) uint64 {
	least := uint64(endless)
	for line := range strings.Lines(groups) {
		names, group, ok := memoryGroup(line)
		if !ok {
			continue
		}
		for group = path.Clean("/" + group); ; group = path.Dir(group) {
			least = min(least, names.room(group, read))
			if group == "/" {
				break
			}
		}
	}
	return least
}

// memoryGroup reads a line of /proc/self/cgroup: the group that counts memory, and the names of its version's files.
func memoryGroup(line string) (names groupFiles, group string, ok bool) {
	// 0::/user.slice (version 2) or 4:memory:/docker/1234 (version 1)
	_, rest, _ := strings.Cut(strings.TrimSpace(line), ":")
	controllers, group, ok := strings.Cut(rest, ":")
	if controllers == "" {
		return version2, group, ok
	}
	return version1, group, ok && strings.Contains(","+controllers+",", ",memory,")
}

// groupFiles is where a version of control groups says what a group may use, and what it does.
type groupFiles struct{ root, limit, usage, cache string }

var (
	version1 = groupFiles{"/sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"}
	version2 = groupFiles{"/sys/fs/cgroup", "memory.max", "memory.current", "inactive_file"}
)

// room is the limit of a group less what its other processes use, files aside that the system holds while there is room;
// at least a quarter of the limit, since they come and go.
func (f groupFiles) room(group string, read func(string) ([]byte, error)) uint64 {
	number := func(path string) (uint64, bool) {
		text, err := read(path)
		n, wrong := strconv.ParseUint(strings.TrimSpace(string(text)), 10, 64)
		return n, err == nil && wrong == nil
	}
	limit, ok := number(path.Join(f.root, group, f.limit))
	if !ok || limit >= endless {
		return endless
	}
	usage, _ := number(path.Join(f.root, group, f.usage))
	statm, _ := read("/proc/self/statm")
	statistics, _ := read(path.Join(f.root, group, "memory.stat"))
	own := pagesHeld(string(statm)).resident + statistic(string(statistics), f.cache)
	others := max(usage, own) - own
	return max(limit/4, limit-min(limit, others))
}

// statistic is one number of a list of names and numbers; 0 where it is not there.
func statistic(list, name string) uint64 {
	for line := range strings.Lines(list) {
		if rest, ok := strings.CutPrefix(line, name+" "); ok {
			n, _ := strconv.ParseUint(strings.TrimSpace(rest), 10, 64)
			return n
		}
	}
	return 0
}
