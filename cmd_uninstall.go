package main

import (
	"github.com/spf13/cobra"
	"io"

	"saddle/kernel/kernelspec"
	"saddle/numerics/reason"
)

func newUninstall() *cobra.Command {
	var t target
	cmd := &cobra.Command{
		Use:   "uninstall [--user | --sys-prefix | --prefix DIR] [--name NAME]",
		Short: told(reason.Both("Make Jupyter forget Saddle", "从 Jupyter 中卸载 Saddle")),
		Long:  told(reason.Both("Uninstall removes the kernelspec that install wrote with the same flags.", "删除用同样的选项安装时写出的内核说明。")),
		Args:  exactly(),
		RunE:  func(cmd *cobra.Command, _ []string) error { return t.uninstall(cmd.OutOrStdout()) },
	}
	t.flags(cmd)
	return cmd
}

// uninstall removes the kernelspec and tells out what it removed.
func (t *target) uninstall(out io.Writer) error {
	dir, err := t.directory()
	if err != nil {
		return err
	}
	if err := kernelspec.Uninstall(dir); err != nil {
		return err
	}
	say(out, reason.Both("removed %s", "已删除 %s").With(dir))
	return nil
}
