package kernelspec

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestPythonOf finds the Python of a command in each way in which one is installed.
func TestPythonOf(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("programs are shell scripts here")
	}
	own := t.TempDir()
	python := put(t, filepath.Join(own, "python3.11"), "#!/bin/sh\necho False False\n", 0o755)
	bare := put(t, filepath.Join(own, "a b", "python3"), "#!/bin/sh\necho True False\n", 0o755)
	managed := put(t, filepath.Join(own, "sys", "python3"), "#!/bin/sh\necho False True\n", 0o755)
	poor := put(t, filepath.Join(own, "poor", "python3"), "#!/bin/sh\necho True True\n", 0o755)
	sudo := "sudo "
	if os.Geteuid() == 0 {
		sudo = ""
	}
	put(t, filepath.Join(own, "apt"), "#!/bin/sh\n", 0o755)
	t.Setenv("PATH", own+string(os.PathListSeparator)+os.Getenv("PATH"))
	for name, c := range map[string]struct{ script, path, install string }{
		"a script":      {"#!" + python + "\nimport sys", python, python + " -m pip install x"},
		"an option":     {"#!" + python + " -I\nimport sys", python, python + " -m pip install x"},
		"by env":        {"#!/usr/bin/env python3.11\nimport sys", python, python + " -m pip install x"},
		"a long path":   {"#!/bin/sh\n'''exec' \"" + bare + "\" \"$0\" \"$@\"\n' '''", bare, "'" + bare + "' -m ensurepip && '" + bare + "' -m pip install x"},
		"a shim":        {"#!/bin/sh\necho 'sys.path:'; echo \"  /x\"; echo 'sys.executable:'; printf '\\t" + managed + "\\n\\n'", managed, managed + " -m pip install --user --break-system-packages x"},
		"the system's":  {"#!" + poor, poor, sudo + "apt install python3-pip && " + poor + " -m pip install --user --break-system-packages x"},
		"no Python":     {"#!/bin/sh\nexit 1", "", "python3 -m "},
		"one that went": {"#!/nowhere/python3\n", "", "python3 -m "},
	} {
		p := PythonOf(put(t, filepath.Join(own, "jupyter"), c.script, 0o755))
		if p.Path != c.path || !strings.HasPrefix(p.Install("x"), c.install) {
			t.Errorf("%s: %+v, %s; not %q, %s", name, p, p.Install("x"), c.path, c.install)
		}
	}
}

// TestPythonAt asks a real Python.
func TestPythonAt(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3")
	}
	hasPip := exec.Command(python, "-c", "import pip").Run() == nil
	if p := PythonAt(python); p.NoPip == hasPip {
		t.Errorf("%+v, and importing pip succeeds: %t", p, hasPip)
	}
}
