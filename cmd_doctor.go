package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"github.com/spf13/cobra"

	"saddle/kernel/kernelspec"
	"saddle/kernel/session"
	"saddle/numerics/reason"
)

var doctorLong = reason.Both(`Doctor looks for Jupyter, for the kernelspecs that it would take, whether they start this
program, and for what shows sliders; for each thing that is missing it writes the one
command that mends it. The exit code is 1 where something is.`, `检查 Jupyter、它会采用的内核说明、它们能否启动本程序，以及显示滑块所需的组件；
每缺一样，就写出修复它的一条命令。有缺少时退出码为 1。`)

func newDoctor() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: told(reason.Both("Find out why Jupyter does not offer Saddle, and what mends it", "查明 Jupyter 为何没有列出 Saddle，以及怎样修复")),
		Long:  told(doctorLong),
		Args:  exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return report(cmd.OutOrStdout(), examine())
		},
	}
}

// examine looks at the Jupyter on the path.
func examine() []kernelspec.Finding {
	jupyter, err := exec.LookPath("jupyter")
	if err != nil {
		said := reason.Both("there is no jupyter on the path", "路径中找不到 jupyter")
		return []kernelspec.Finding{{Said: said, Mend: kernelspec.PythonAt("").Install("jupyterlab")}}
	}
	python := kernelspec.PythonOf(jupyter)
	found := kernelspec.Finding{Said: reason.Both("Jupyter is %s", "Jupyter 在 %s").With(jupyter)}
	if python.Path != "" {
		found.Said = found.Said.Plus(reason.Both(", run by %s", "，由 %s 运行").With(python.Path))
	}
	folders, err := dataFolders(jupyter)
	if err != nil {
		found.Said = reason.Both("%s does not start", "%s 无法运行").With(jupyter)
		found.Mend = python.Install("--force-reinstall jupyter-core")
		return []kernelspec.Finding{found}
	}
	this := kernelspec.Program{Command: calledAs(), Version: version()}
	return append([]kernelspec.Finding{found}, kernelspec.Examine(folders, python, this)...)
}

// calledAs is what starts this program on the reader's command line: its name where the path has this very version, else
// go run, or its whole path.
func calledAs() string {
	if answer, err := exec.Command("saddle", "--version").Output(); err == nil && strings.TrimSpace(string(answer)) == version() {
		return "saddle"
	}
	program, err := os.Executable()
	switch {
	case err != nil:
		return "saddle"
	case kernelspec.IsTemporary(program):
		return "go run ."
	}
	return kernelspec.ShellHere().Program(program)
}

// dataFolders are those in which this jupyter looks for kernelspecs, the first first.
func dataFolders(jupyter string) ([]string, error) {
	var paths struct{ Data []string }
	answer, err := exec.Command(jupyter, "--paths", "--json").Output()
	if err == nil {
		err = json.Unmarshal(answer, &paths)
	}
	return paths.Data, err
}

// report prints findings; the error is that something is to be mended.
func report(out io.Writer, findings []kernelspec.Finding) error {
	locale := session.EnvironmentLocale()
	var err error
	for _, f := range findings {
		if f.Mend == "" {
			fmt.Fprintf(out, "✓ %s\n", f.Said.In(locale))
			continue
		}
		fmt.Fprintf(out, "✗ %s\n    %s\n", f.Said.In(locale), f.Mend)
		err = errShown
	}
	return err
}
