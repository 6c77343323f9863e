package kernelspec

import (
	"regexp"
	"strings"
	"sync"

	"saddle/numerics/reason"
)

// isLauncher reports whether the kernelspec starts python -m saddle_kernel, which the Python package installs.
func (s installed) isLauncher() bool {
	argv := s.spec.Argv
	return len(argv) > 2 && argv[1] == "-m" && argv[2] == "saddle_kernel"
}

// launchingPython is the Python that Jupyter starts the launcher with: its own for the bare name, as jupyter_client does.
func (s installed) launchingPython() Python {
	if name := s.spec.Argv[0]; !bareName().MatchString(name) || s.python.Path == "" {
		return PythonAt(name)
	}
	return s.python
}

var bareName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^python(3(\.\d+)?)?$`) })

// examineLauncher is whether the Python package starts, and is the one of this version.
func (s installed) examineLauncher(in reason.Text) Finding {
	python := s.launchingPython()
	answer, err := ask(python.name(), "-m", "saddle_kernel", "--version")
	if err != nil {
		said := reason.Both("the Python package saddle_kernel does not start with %s", "Python 包 saddle_kernel 用 %s 无法运行")
		return Finding{said.With(python.name()).Plus(in), s.relaunch(python)}
	}
	if other := strings.TrimSpace(answer); other != s.this.Version {
		return s.differs(other, in)
	}
	return Finding{Said: reason.Both("Jupyter starts Saddle by the Python package", "Jupyter 通过 Python 包启动 Saddle").Plus(in)}
}

// relaunch is the command after which Jupyter can start Saddle again: the package anew from the wheel that it came from,
// where that is still there, else a kernelspec that starts this program.
func (s installed) relaunch(python Python) string {
	if wheel := python.wheelOf("saddle-kernel"); wheel != "" {
		return python.Install("--force-reinstall --no-deps " + python.Shell.Word(wheel))
	}
	return s.reinstall()
}

// wheelOf is the file that a package was installed from (PEP 610); "" where none is known, or it is gone.
func (p Python) wheelOf(name string) string {
	const question = `import importlib.metadata, json, os, sys, urllib.parse, urllib.request
url = json.loads(importlib.metadata.distribution(sys.argv[1]).read_text("direct_url.json"))["url"]
path = urllib.request.url2pathname(urllib.parse.urlsplit(url).path)
print(path if url.startswith("file:") and os.path.isfile(path) else "")`
	answer, err := ask(p.name(), "-c", question, name)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(answer)
}
