package server

import (
	"os"
	"strconv"
	"strings"

	"saddle/kernel/wire"
)

// kernelMemory is the proportional set size of this process in bytes, or the
// resident one where Linux does not tell the other.
func kernelMemory() (uint64, bool) {
	if kB, ok := fields("/proc/self/smaps_rollup")["Pss"]; ok {
		return kB << 10, true
	}
	kB, ok := fields("/proc/self/status")["VmRSS"]
	return kB << 10, ok
}

// hostMemory reads the memory of the machine.
func hostMemory() (wire.Memory, bool) {
	kB := fields("/proc/meminfo")
	m := wire.Memory{Total: kB["MemTotal"] << 10, Available: kB["MemAvailable"] << 10, Free: kB["MemFree"] << 10}
	if m.Total == 0 {
		return m, false
	}
	m.Used = m.Total - min(m.Available, m.Total)
	m.Percent = *percent(float64(m.Used), float64(m.Total))
	return m, true
}

// hostTime reads the processor time of the machine, in ticks.
func hostTime() (busy, possible float64) {
	text, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0, 0
	}
	first, _, _ := strings.Cut(string(text), "\n")
	const idle, waiting = 3, 4 // columns, after the name "cpu"
	for column, ticks := range strings.Fields(first)[1:] {
		n, _ := strconv.ParseFloat(ticks, 64)
		possible += n
		if column != idle && column != waiting {
			busy += n
		}
	}
	return busy, possible
}

// fields reads the lines "Name: number kB" of a file below /proc.
func fields(path string) map[string]uint64 {
	found := make(map[string]uint64)
	text, err := os.ReadFile(path)
	if err != nil {
		return found
	}
	for line := range strings.Lines(string(text)) {
		name, rest, _ := strings.Cut(line, ":")
		number, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
		if n, err := strconv.ParseUint(number, 10, 64); err == nil {
			found[name] = n
		}
	}
	return found
}
