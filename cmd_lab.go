package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/spf13/cobra"

	"saddle/kernel/kernelspec"
	"saddle/numerics/reason"
)

// noJupyter says how to get what is missing of Jupyter, or to do without.
func noJupyter(missing string, python kernelspec.Python) error {
	return fmt.Errorf("there is no %s on the path; install it with  %s  or run a notebook without it:  "+
		"saddle run NOTEBOOK -o OUT.html", missing, python.Install("jupyterlab"))
}

var labLong = reason.Both(`Lab copies the course into a folder, saddle-lessons unless another is named, and opens
JupyterLab there. Lessons that have been worked on stay as they are. The kernel is this
program, whether it has been installed or not. What stands behind -- goes to jupyter lab.

With --browser no Jupyter is needed: this program serves the site in which JupyterLab, the
course and the kernel run in the browser, to this machine only, until it is interrupted.`, `把课程复制到一个文件夹（默认 saddle-lessons），并在那里打开 JupyterLab。
已经改动过的课不会被覆盖。内核就是本程序，不论是否已安装。-- 之后的内容交给 jupyter lab。

写 --browser 时不需要 Jupyter：本程序只向本机提供一个网站，JupyterLab、课程和内核都在浏览器里
运行，直到被中断。`)

func newLab() *cobra.Command {
	var browser bool
	cmd := &cobra.Command{
		Use:     "lab [DIR] [-- ARGUMENT…]",
		Short:   told(reason.Both("Open the course in JupyterLab", "在 JupyterLab 里打开课程")),
		Long:    told(labLong),
		Example: "  saddle lab\n  saddle lab course -- --no-browser --port 9000\n  saddle lab --browser",
		RunE: func(cmd *cobra.Command, arguments []string) error {
			if browser {
				return serveSite(cmd, arguments)
			}
			return startLab(cmd, arguments)
		},
	}
	cmd.Flags().BoolVar(&browser, "browser", false, told(reason.Both("serve the site with the kernel in the browser instead", "改为提供在浏览器里运行内核的网站")))
	return cmd
}

// startLab copies the course into the folder that the command line names, and opens JupyterLab there.
func startLab(cmd *cobra.Command, arguments []string) error {
	further := []string{}
	if at := cmd.ArgsLenAtDash(); at >= 0 {
		arguments, further = arguments[:at], arguments[at:]
	}
	if err := atMostOneFile(cmd, arguments); err != nil {
		return err
	}
	dir := "saddle-lessons"
	if len(arguments) > 0 {
		dir = arguments[0]
	}
	jupyter, err := findLab()
	if err != nil {
		return err
	}
	if err := copyLessons(cmd.OutOrStdout(), dir, "", false); err != nil {
		return err
	}
	return openLab(jupyter, dir, further)
}

// findLab is the jupyter on the path, which has JupyterLab.
func findLab() (jupyter string, err error) {
	jupyter, err = exec.LookPath("jupyter")
	if err != nil {
		return "", noJupyter("jupyter", kernelspec.PythonAt(""))
	}
	if exec.Command(jupyter, "lab", "--version").Run() != nil {
		return "", noJupyter("jupyter lab", kernelspec.PythonOf(jupyter))
	}
	return jupyter, nil
}

// openLab runs JupyterLab in a folder, with further arguments and a kernelspec of this program that lasts as long.
func openLab(jupyter, dir string, further []string) error {
	data, err := os.MkdirTemp("", "saddle-jupyter-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(data)
	program, err := os.Executable()
	if err != nil {
		return err
	}
	if err := kernelspec.Install(kernelJSON, filepath.Join(data, "kernels", "saddle"), program, "saddle"); err != nil {
		return err
	}
	lab := exec.Command(jupyter, append([]string{"lab", dir}, further...)...)
	lab.Stdin, lab.Stdout, lab.Stderr = os.Stdin, os.Stdout, os.Stderr
	lab.Env = append(os.Environ(), "JUPYTER_PATH="+firstOf(data, os.Getenv("JUPYTER_PATH")))
	if err := lab.Run(); err != nil {
		return fmt.Errorf("jupyter lab: %w; saddle doctor looks for what is missing", err)
	}
	return nil
}

// firstOf is a path with a folder before those that it has.
func firstOf(folder, path string) string {
	if path == "" {
		return folder
	}
	return folder + string(os.PathListSeparator) + path
}
