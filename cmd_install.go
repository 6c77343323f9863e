package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"saddle/kernel/kernelspec"
	"saddle/numerics/reason"
)

//go:embed kernel.json
var kernelJSON []byte

var installLong = reason.Both(`Install writes a kernelspec, so that JupyterLab, Notebook and VS Code offer Saddle.
It holds the absolute path of this program; after moving the program, install again.`, `写出内核说明（kernelspec），使 JupyterLab、Notebook 和 VS Code 列出 Saddle。
其中记有本程序的绝对路径；移动程序后请重新安装。`)

func newInstall() *cobra.Command {
	var t target
	cmd := &cobra.Command{
		Use:     "install [--user | --sys-prefix | --prefix DIR] [--name NAME]",
		Short:   told(reason.Both("Make Jupyter know Saddle", "把 Saddle 安装到 Jupyter")),
		Long:    told(installLong),
		Example: "  saddle install                 # for the current user\n  saddle install --sys-prefix    # into the active virtual environment",
		Args:    exactly(),
		RunE:    func(cmd *cobra.Command, _ []string) error { return t.install(cmd.OutOrStdout()) },
	}
	t.flags(cmd)
	return cmd
}

// install writes the kernelspec that starts this program and tells out where.
func (t *target) install(out io.Writer) error {
	dir, err := t.directory()
	if err != nil {
		return err
	}
	program, err := os.Executable()
	if err != nil {
		return err
	}
	if err := kernelspec.Install(kernelJSON, dir, program, t.name); err != nil {
		return err
	}
	say(out, reason.Both("installed %s in %s", "已安装 %s，位于 %s").With(t.name, dir))
	return nil
}

// target says where a kernelspec goes; without a prefix, to the user's own.
type target struct {
	user      bool
	sysPrefix bool
	prefix    string
	name      string
}

func (t *target) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&t.user, "user", false, told(reason.Both("for the current user (the default)", "为当前用户安装（默认）")))
	cmd.Flags().BoolVar(&t.sysPrefix, "sys-prefix", false, told(reason.Both("into the active virtual or conda environment, else python's prefix", "装到当前的虚拟环境或 conda 环境，否则装到 python 的前缀")))
	cmd.Flags().StringVar(&t.prefix, "prefix", "", told(reason.Both("into `DIR`/share/jupyter/kernels", "装到 `DIR`/share/jupyter/kernels")))
	cmd.Flags().StringVar(&t.name, "name", "saddle", told(reason.Both("`NAME` of the kernelspec", "内核说明的名字 `NAME`")))
}

// directory returns the folder of the kernelspec.
func (t *target) directory() (string, error) {
	if !kernelspec.IsName(t.name) {
		return "", usageError{fmt.Errorf("--name %q: a kernelspec's name is made of letters, digits, points, - and _", t.name)}
	}
	if t.user && t.sysPrefix || t.user && t.prefix != "" || t.sysPrefix && t.prefix != "" {
		return "", usageError{errors.New("--user, --sys-prefix and --prefix exclude each other; give one")}
	}
	return kernelspec.Place{SysPrefix: t.sysPrefix, Prefix: t.prefix, Name: t.name}.Folder()
}
