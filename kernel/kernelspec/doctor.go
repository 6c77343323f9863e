package kernelspec

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"saddle/numerics/reason"
)

// Finding is one thing that was looked at: what was found, and the one command that mends it; empty: all is well.
type Finding struct {
	Said reason.Text
	Mend string
}

// Examine looks at what a Jupyter that looks for its data in these folders, in this order, would do with Saddle; python
// is the Python that it runs with, version what this program answers when it is asked for its own.
func Examine(folders []string, python Python, version string) []Finding {
	var findings []Finding
	first := ""
	for _, spec := range specsIn(folders) {
		if first != "" && filepath.Base(spec.dir) == filepath.Base(first) {
			findings = append(findings, spec.shadowed(first))
			continue
		}
		if first == "" {
			first = spec.dir
		}
		findings = append(findings, spec.examine(python, version))
	}
	if first == "" {
		said := reason.Both("Jupyter does not know Saddle", "Jupyter 中还没有 Saddle")
		findings = append(findings, Finding{said, "saddle install"})
	}
	return append(findings, widgets(folders, python))
}

// installed is a kernelspec called saddle, or for Saddle's language.
type installed struct {
	dir  string
	spec Spec
	err  error
}

// specsIn are the kernelspecs that have to do with Saddle, those first that Jupyter takes first.
func specsIn(folders []string) []installed {
	var specs []installed
	for _, folder := range folders {
		entries, err := os.ReadDir(filepath.Join(folder, "kernels"))
		if err != nil {
			continue
		}
		for _, entry := range entries {
			dir := filepath.Join(folder, "kernels", entry.Name())
			spec, err := Read(filepath.Join(dir, "kernel.json"))
			if errors.Is(err, fs.ErrNotExist) || err == nil && spec.Language != "saddle" && entry.Name() != "saddle" {
				continue
			}
			if err == nil || entry.Name() == "saddle" {
				specs = append(specs, installed{dir, spec, err})
			}
		}
	}
	return specs
}

func (s installed) examine(python Python, version string) Finding {
	in := reason.Both(" in %s", "（在 %s 中）").With(s.dir)
	switch {
	case s.err != nil:
		return Finding{reason.Both("the kernelspec cannot be read", "内核规格无法读取").Plus(in), s.reinstall()}
	case s.spec.Language != "saddle" || len(s.spec.Argv) == 0:
		said := reason.Both("a kernelspec called saddle is not Saddle's", "名为 saddle 的内核规格不是 Saddle 的").Plus(in)
		return Finding{said, "jupyter kernelspec remove saddle"}
	}
	return s.examineProgram(in, python, version)
}

// examineProgram is whether the program that the kernelspec in this folder names starts, and is the one of this version.
func (s installed) examineProgram(in reason.Text, python Python, version string) Finding {
	answer, err := ask(s.spec.Argv[0], "--version")
	name := s.spec.Argv[0]
	switch {
	case err != nil && isLauncher(s.spec.Argv):
		return Finding{reason.Both("the launcher %s does not start", "启动程序 %s 无法运行").With(name).Plus(in), python.Install("--force-reinstall saddle-kernel")}
	case isLauncher(s.spec.Argv):
		return Finding{Said: reason.Both("Jupyter starts Saddle by the Python package", "Jupyter 通过 Python 包启动 Saddle").Plus(in)}
	case err != nil:
		return Finding{reason.Both("the program %s does not start", "程序 %s 无法运行").With(name).Plus(in), s.reinstall()}
	case strings.TrimSpace(answer) != version:
		said := reason.Both("Jupyter starts %s, this is %s", "Jupyter 启动的是 %s，而本程序是 %s").With(strings.TrimSpace(answer), version)
		return Finding{said.Plus(in), s.reinstall()}
	}
	return Finding{Said: reason.Both("Jupyter starts this program", "Jupyter 启动的就是本程序").Plus(in)}
}

// isLauncher reports whether a command line is python -m saddle_kernel, which the Python package installs.
func isLauncher(argv []string) bool {
	return len(argv) > 2 && argv[1] == "-m" && argv[2] == "saddle_kernel"
}

func (s installed) shadowed(by string) Finding {
	said := reason.Both("the kernelspec in %s is never used: that in %s comes first", "%s 中的内核规格不会被用到：%s 中的优先")
	return Finding{said.With(s.dir, by), "saddle uninstall" + s.flags()}
}

// reinstall is the command that writes the kernelspec anew.
func (s installed) reinstall() string { return "saddle install" + s.flags() }

// flags are those of install and uninstall that lead to the kernelspec's folder.
func (s installed) flags() string {
	flags := ""
	if name := filepath.Base(s.dir); name != "saddle" {
		flags = " --name " + name
	}
	data := filepath.Dir(filepath.Dir(s.dir))
	if user, err := userDataDirectory(); err == nil && user == data {
		return flags
	}
	return " --prefix " + filepath.Dir(filepath.Dir(data)) + flags
}

// widgets looks for the extension by which JupyterLab shows sliders.
func widgets(folders []string, python Python) Finding {
	for _, folder := range folders {
		if _, err := os.Stat(filepath.Join(folder, "labextensions", "@jupyter-widgets", "jupyterlab-manager")); err == nil {
			return Finding{Said: reason.Both("JupyterLab shows sliders", "JupyterLab 能显示滑块")}
		}
	}
	said := reason.Both("JupyterLab has no sliders for interact()", "JupyterLab 没有 interact() 需要的滑块")
	return Finding{said, python.Install("ipywidgets")}
}

// ask runs a program for an answer.
func ask(program string, arguments ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	answer, err := exec.CommandContext(ctx, program, arguments...).Output()
	return string(answer), err
}
