package kernelspec

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"saddle/numerics/reason"
)

// Finding is one thing that was looked at: what was found, and the one command that mends it; empty: all is well.
type Finding struct {
	Said reason.Text
	Mend string
}

// Program is this program as one calls it on a command line, and what it answers when it is asked for its version.
type Program struct{ Command, Version string }

// Examine looks at what a Jupyter that looks for its data in these folders, in this order, would do with Saddle; python
// is the Python that it runs with.
func Examine(folders []string, python Python, this Program) []Finding {
	var findings []Finding
	var first *installed
	for _, spec := range specsIn(folders) {
		spec.python, spec.this = python, this
		if first != nil && filepath.Base(spec.dir) == filepath.Base(first.dir) {
			findings = append(findings, spec.shadowed(*first))
			continue
		}
		if first == nil {
			first = &spec
		}
		findings = append(findings, spec.examine())
	}
	if first == nil {
		said := reason.Both("Jupyter does not know Saddle", "Jupyter 中还没有 Saddle")
		findings = append(findings, Finding{said, this.Command + " install"})
	}
	return append(findings, widgets(folders, python)...)
}

// installed is a kernelspec called saddle, or for Saddle's language.
type installed struct {
	dir    string
	spec   Spec
	err    error
	python Python
	this   Program
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
				specs = append(specs, installed{dir: dir, spec: spec, err: err})
			}
		}
	}
	return specs
}

func (s installed) examine() Finding {
	in := reason.Both(" in %s", "（在 %s 中）").With(s.dir)
	switch {
	case s.err != nil:
		return Finding{reason.Both("the kernelspec cannot be read", "内核说明无法读取").Plus(in), s.reinstall()}
	case !s.ours():
		said := reason.Both("a kernelspec called saddle is not Saddle's", "名为 saddle 的内核说明不是 Saddle 的").Plus(in)
		return Finding{said, s.sudo("jupyter") + " kernelspec remove " + filepath.Base(s.dir)}
	case s.isLauncher():
		return s.examineLauncher(in)
	}
	return s.examineProgram(in)
}

// ours reports whether the kernelspec can be read and is Saddle's.
func (s installed) ours() bool {
	return s.err == nil && s.spec.Language == "saddle" && len(s.spec.Argv) > 0
}

// examineProgram is whether the program that the kernelspec in this folder names starts, and is the one of this version.
func (s installed) examineProgram(in reason.Text) Finding {
	answer, err := ask(s.spec.Argv[0], "--version")
	if err != nil {
		return Finding{reason.Both("the program %s does not start", "程序 %s 无法运行").With(s.spec.Argv[0]).Plus(in), s.reinstall()}
	}
	if other := strings.TrimSpace(answer); other != s.this.Version {
		return s.differs(other, in)
	}
	return Finding{Said: reason.Both("Jupyter starts this program", "Jupyter 启动的就是本程序").Plus(in)}
}

func (s installed) differs(other string, in reason.Text) Finding {
	said := reason.Both("Jupyter starts %s, this is %s", "Jupyter 启动的是 %s，而本程序是 %s").With(other, s.this.Version)
	return Finding{said.Plus(in), s.reinstall()}
}

// shadowed says that Jupyter does not come to this kernelspec. That is a fault where both are Saddle's, since they may be
// of two versions, and this one can be taken away.
func (s installed) shadowed(by installed) Finding {
	said := reason.Both("the kernelspec in %s is never used: that in %s comes first", "%s 中的内核说明不会被用到：%s 中的优先")
	found := Finding{Said: said.With(s.dir, by.dir)}
	if by.ours() && s.writable() {
		found.Mend = s.this.Command + " uninstall" + s.flags()
	}
	return found
}

// reinstall is the command that writes the kernelspec anew, to start this program, which starts.
func (s installed) reinstall() string { return s.sudo(s.this.Command) + " install" + s.flags() }

// sudo is the command, by sudo where the kernelspec is not the reader's to write.
func (s installed) sudo(command string) string {
	if s.writable() || runtime.GOOS == "windows" {
		return command
	}
	return "sudo " + command
}

// writable reports whether the reader may write the kernelspec.
func (s installed) writable() bool {
	file, err := os.OpenFile(filepath.Join(s.dir, "kernel.json"), os.O_WRONLY, 0)
	if err != nil {
		return false
	}
	file.Close()
	return true
}

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
	return " --prefix " + s.python.Shell.Word(filepath.Dir(filepath.Dir(data))) + flags
}

// widgets looks for the extensions by which JupyterLab shows sliders, and points to drag.
func widgets(folders []string, python Python) []Finding {
	var findings []Finding
	for _, w := range []struct {
		extension, packages string
		shows, lacks        reason.Text
	}{
		{"@jupyter-widgets/jupyterlab-manager", "ipywidgets", reason.Both("JupyterLab shows sliders", "JupyterLab 能显示滑块"),
			reason.Both("JupyterLab has no sliders for interact()", "JupyterLab 没有 interact() 需要的滑块")},
		{"anywidget", "anywidget", reason.Both("JupyterLab shows points to drag", "JupyterLab 能显示可拖动的点"),
			reason.Both("JupyterLab has no points to drag, only sliders", "JupyterLab 没有可拖动的点，只有滑块")},
	} {
		if hasExtension(folders, w.extension) {
			findings = append(findings, Finding{Said: w.shows})
		} else {
			findings = append(findings, Finding{w.lacks, python.Install(w.packages)})
		}
	}
	return findings
}

// hasExtension reports whether one of Jupyter's data folders holds this extension of JupyterLab.
func hasExtension(folders []string, name string) bool {
	return slices.ContainsFunc(folders, func(folder string) bool {
		_, err := os.Stat(filepath.Join(folder, "labextensions", filepath.FromSlash(name)))
		return err == nil
	})
}

// ask runs a program for an answer.
func ask(program string, arguments ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	answer, err := exec.CommandContext(ctx, program, arguments...).Output()
	return string(answer), err
}
