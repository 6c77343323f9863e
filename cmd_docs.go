package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"saddle/kernel/handbook"
	"saddle/numerics/reason"
)

var docsLong = reason.Both(`Docs writes pages that can be read offline: the reference, the gallery and the course
with its pictures. Without -o they go beside what programs keep for a user.`, `写出可离线阅读的网页：参考手册、图库和带图的课程。不写 -o 时，写到用户的数据文件夹。`)

func newDocs() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "docs [-o DIR]",
		Short: told(reason.Both("Write the reference, the gallery and the course as pages", "把参考手册、图库和课程写成网页")),
		Long:  told(docsLong),
		Args:  exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if dir == "" {
				cache, err := os.UserCacheDir()
				if err != nil {
					return fmt.Errorf("%w; name a folder with -o", err)
				}
				dir = filepath.Join(cache, "saddle", "docs")
			}
			return writeDocs(cmd.OutOrStdout(), dir)
		},
	}
	cmd.Flags().StringVarP(&dir, "output", "o", "", told(reason.Both("write them into `DIR`", "写到文件夹 `DIR`")))
	return cmd
}

// writeDocs writes the pages into dir and tells out the file of each.
func writeDocs(out io.Writer, dir string) error {
	if err := handbook.WritePages(dir); err != nil {
		return err
	}
	for _, entry := range handbook.Entries() {
		fmt.Fprintf(out, "%-20s %s\n", told(entry.Title), filepath.Join(dir, filepath.FromSlash(entry.File)))
	}
	return nil
}
