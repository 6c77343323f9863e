package kernelspec

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// Python is an interpreter that packages can be put into. The zero Python is whatever is called python3.
type Python struct {
	// Path is the program; "" means python3, python on Windows.
	Path string
	// Shell is where the commands for it are typed.
	Shell Shell
	// NoPip says that it has no pip, as is so with uv and with some systems' own.
	NoPip bool
	// Managed says that the system does not let pip write into it (PEP 668).
	Managed bool
}

// PythonOf finds the Python that runs a command of Jupyter, which need not be the one called python3. Where it is not to
// be found out, it is the zero Python.
func PythonOf(command string) Python {
	path := interpreterOf(command)
	if path == "" {
		path = interpreterSaid(command)
	}
	return PythonAt(path)
}

// PythonAt looks at the Python of that path.
func PythonAt(path string) Python {
	p := Python{Path: path, Shell: ShellHere()}
	const question = `import importlib.util, os, sys, sysconfig
print(importlib.util.find_spec("pip") is None,
      sys.prefix == sys.base_prefix and os.path.exists(os.path.join(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED")))`
	answer, err := ask(p.name(), "-c", question)
	if words := strings.Fields(answer); err == nil && len(words) == 2 {
		p.NoPip, p.Managed = words[0] == "True", words[1] == "True"
	}
	return p
}

func (p Python) name() string {
	switch {
	case p.Path != "":
		return p.Path
	case runtime.GOOS == "windows": // python3 is there what opens a shop
		return "python"
	}
	return "python3"
}

// Install is the command that puts packages into this Python; options stand before their names.
func (p Python) Install(packages string) string {
	python := p.Shell.Program(p.name())
	install := python + " -m pip install "
	if p.Managed {
		install += "--user --break-system-packages "
	}
	install += packages
	if pip := p.gettingPip(python); pip != "" {
		return p.Shell.Then(pip, install)
	}
	return install
}

// gettingPip is what puts pip into this Python; "" where it is there.
func (p Python) gettingPip(python string) string {
	_, err := exec.LookPath("apt")
	switch {
	case !p.NoPip:
		return ""
	case !p.Managed || err != nil:
		return python + " -m ensurepip"
	case os.Geteuid() != 0:
		return "sudo apt install python3-pip"
	}
	return "apt install python3-pip"
}

// interpreterOf reads the Python of a script in its first line, or in the second where pip writes the path there because
// it is too long for the first; "" if there is none.
func interpreterOf(script string) string {
	file, err := os.Open(script)
	if err != nil {
		return ""
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for range 2 {
		if !lines.Scan() {
			break
		}
		command, ok := startingCommand(lines.Text())
		if !ok {
			break
		}
		if path := namedPython(command); path != "" {
			return path
		}
	}
	return ""
}

// startingCommand is what a line of a script hands it to: behind #!, or behind the 'exec' by which pip gets around the length of such a line.
func startingCommand(line string) (command string, ok bool) {
	line, first := strings.CutPrefix(line, "#!")
	line, second := strings.CutPrefix(line, "'''exec' ")
	return line, first || second
}

// namedPython is the Python that a command line starts; "" if it starts something else.
func namedPython(line string) string {
	if rest, quoted := strings.CutPrefix(line, `"`); quoted {
		line, _, _ = strings.Cut(rest, `"`)
	} else if words := strings.Fields(line); len(words) > 0 {
		line = words[0]
		if filepath.Base(line) == "env" && len(words) > 1 {
			line, _ = exec.LookPath(words[len(words)-1])
		}
	}
	if !strings.HasPrefix(filepath.Base(line), "python") {
		return ""
	}
	if _, err := os.Stat(line); err != nil {
		return ""
	}
	return line
}

// interpreterSaid asks jupyter itself, which takes a second or more.
func interpreterSaid(command string) string {
	answer, err := ask(command, "troubleshoot")
	_, after, found := strings.Cut(answer, "sys.executable:")
	if err != nil || !found {
		return ""
	}
	path, _, _ := strings.Cut(strings.TrimSpace(after), "\n")
	return strings.TrimSpace(path)
}
