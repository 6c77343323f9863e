package session

import (
	"os"
	"testing"
)

func TestContainerRoom(t *testing.T) {
	for name, test := range map[string]struct {
		groups string
		files  map[string]string
		want   uint64
	}{
		"no limit":               {"0::/\n", map[string]string{"/sys/fs/cgroup/memory.max": "max\n"}, endless},
		"version 2":              {"0::/a/b\n", map[string]string{"/sys/fs/cgroup/a/b/memory.max": "536870912\n"}, 512 << 20},
		"version 2, of a parent": {"0::/a/b\n", map[string]string{"/sys/fs/cgroup/a/b/memory.max": "max\n", "/sys/fs/cgroup/a/memory.max": "1073741824\n"}, 1 << 30},
		"version 2, own root":    {"0::/../..\n", map[string]string{"/sys/fs/cgroup/memory.max": "2147483648\n"}, 2 << 30},
		"version 1":              {"5:cpu:/x\n4:memory:/docker/7\n", map[string]string{"/sys/fs/cgroup/memory/docker/7/memory.limit_in_bytes": "268435456\n"}, 256 << 20},
		"version 1, seen inside": {"4:memory,hugetlb:/docker/7\n", map[string]string{"/sys/fs/cgroup/memory/memory.limit_in_bytes": "268435456\n"}, 256 << 20},
		"others beside": {"0::/a\n", map[string]string{"/sys/fs/cgroup/a/memory.max": "536870912\n", "/sys/fs/cgroup/a/memory.current": "209715200\n",
			"/sys/fs/cgroup/a/memory.stat": "anon 5\nfile 7\ninactive_file 52428800\n", "/proc/self/statm": "9999 12800 0 0 0 0 0\n"}, 536870912 - 209715200 + 52428800 + uint64(12800*os.Getpagesize())},
		"others take all": {"0::/a\n", map[string]string{"/sys/fs/cgroup/a/memory.max": "536870912\n", "/sys/fs/cgroup/a/memory.current": "536870912\n"}, 128 << 20},
		"nothing to read": {"", nil, endless},
		"nonsense":        {"memory\n::\n0::/\n", map[string]string{"/sys/fs/cgroup/memory.max": "lots\n"}, endless},
	} {
		read := func(path string) ([]byte, error) {
			if text, ok := test.files[path]; ok {
				return []byte(text), nil
			}
			return nil, os.ErrNotExist
		}
		if got := containerRoom(test.groups, read); got != test.want {
			t.Errorf("%s: %d, want %d", name, got, test.want)
		}
	}
}
