package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"saddle/kernel/handbook"
	"saddle/kernel/session"
)

func newDocs() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "docs [-o DIR]",
		Short: "Write the reference, the gallery and the course as pages",
		Long: `Docs writes pages that can be read offline: the reference, the gallery and the course
with its pictures. Without -o they go beside what programs keep for a user.`,
		Args: exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if dir == "" {
				cache, err := os.UserCacheDir()
				if err != nil {
					return fmt.Errorf("%w; name a folder with -o", err)
				}
				dir = filepath.Join(cache, "saddle", "docs")
			}
			if err := handbook.WritePages(dir); err != nil {
				return err
			}
			for _, entry := range handbook.Entries() {
				fmt.Fprintf(cmd.OutOrStdout(), "%-20s %s\n", entry.Title.In(session.EnvironmentLocale()), filepath.Join(dir, filepath.FromSlash(entry.File)))
			}
			return nil
		},
	}
	cmd.Flags().StringVarP(&dir, "output", "o", "", "write them into `DIR`")
	return cmd
}
