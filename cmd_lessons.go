package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"saddle/kernel/handbook"
	"saddle/numerics/reason"
)

func newLessons() *cobra.Command {
	var over bool
	var language string
	cmd := &cobra.Command{
		Use:   "lessons [DIR] [--language LANGUAGE] [--force]",
		Short: "List the course, or copy it into a folder",
		Long: `Lessons lists the notebooks of the course. With a folder it copies them there, without
outputs, with the data that they load. A lesson that is there already and differs is
somebody's work: it stays as it is, unless --force is given.`,
		Example: "  saddle lessons\n  saddle lessons course --language en",
		Args:    atMostOneFile,
		RunE: func(cmd *cobra.Command, arguments []string) error {
			if len(arguments) == 0 {
				listLessons(cmd.OutOrStdout())
				return nil
			}
			return copyLessons(cmd.OutOrStdout(), arguments[0], language, over)
		},
	}
	cmd.Flags().StringVar(&language, "language", "", "of one `LANGUAGE` only: en or zh")
	cmd.Flags().BoolVar(&over, "force", false, "write over lessons that have been worked on")
	return cmd
}

func listLessons(out io.Writer) {
	names, titles := handbook.LessonNames()
	for i, name := range names {
		fmt.Fprintf(out, "%-28s %s\n", name, titles[i])
	}
	say(out, reason.Both("saddle lessons DIR copies them into a folder, saddle lab opens them in JupyterLab", "saddle lessons DIR 把它们复制到文件夹，saddle lab 在 JupyterLab 里打开"))
}

// copyLessons copies the course and says what came of it.
func copyLessons(out io.Writer, dir, language string, over bool) error {
	copies, err := handbook.CopyLessons(dir, language, over)
	for _, name := range copies.Written {
		say(out, reason.Both("wrote %s in %s", "已写入 %s（文件夹 %s）").With(name, dir))
	}
	for _, name := range copies.Kept {
		say(out, reason.Both("kept %s as it is: it has been worked on; --force writes over it", "%s 保持不变：已有改动；用 --force 覆盖").With(name))
	}
	if err == nil && len(copies.Written)+len(copies.Kept) == 0 {
		say(out, reason.Both("%s has all lessons already", "%s 里已有全部课程").With(dir))
	}
	return err
}
