package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"saddle/kernel/handbook"
	"saddle/numerics/reason"
)

var lessonsLong = reason.Both(`Lessons lists the notebooks of the course. With a folder it copies them there, without
outputs, with the data that they load. A lesson that is there already and differs is
somebody's work: it stays as it is, unless --force is given.`, `列出课程的笔记本。写上文件夹时，把它们连同所用的数据复制过去，不带输出。
已经存在且内容不同的课视为有人做过：除非写 --force，否则保持不变。`)

func newLessons() *cobra.Command {
	var over bool
	var language string
	cmd := &cobra.Command{
		Use:     "lessons [DIR] [--language LANGUAGE] [--force]",
		Short:   told(reason.Both("List the course, or copy it into a folder", "列出课程，或复制到文件夹")),
		Long:    told(lessonsLong),
		Example: "  saddle lessons\n  saddle lessons course --language en",
		Args:    atMostOneFile,
		RunE: func(cmd *cobra.Command, arguments []string) error {
			if language != "" && language != "en" && language != "zh" {
				return usageError{fmt.Errorf("--language %s: the course is there in en and zh", language)}
			}
			if len(arguments) == 0 {
				listLessons(cmd.OutOrStdout(), language)
				return nil
			}
			return copyLessons(cmd.OutOrStdout(), arguments[0], language, over)
		},
	}
	cmd.Flags().StringVar(&language, "language", "", told(reason.Both("of one `LANGUAGE` only: en or zh", "只要一种语言 `LANGUAGE` 的：en 或 zh")))
	cmd.Flags().BoolVar(&over, "force", false, told(reason.Both("write over lessons that have been worked on", "覆盖已经改动过的课")))
	return cmd
}

// listLessons lists the course, or its part in one language.
func listLessons(out io.Writer, language string) {
	names, titles := handbook.LessonNames()
	for i, name := range names {
		if strings.HasPrefix(name, language) {
			fmt.Fprintf(out, "%-32s %s\n", name, titles[i])
		}
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
