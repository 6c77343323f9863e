package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/spf13/cobra"

	"saddle/kernel/script"
	"saddle/kernel/session"
)

func newEval() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "eval [--json] [FILE | -]",
		Short: "Run cells from a file",
		Long: `Eval runs cells without Jupyter, all in one session, and prints what a terminal
would show. A line %% begins a new cell. Without a file, or with -, the cells come
from standard input.

With --json it prints one JSON object a line for each output, as notebooks store
them. The first cell that fails ends it with exit code 1.`,
		Example: `  saddle eval lecture.saddle
  printf 'f(x, y) = x^2 - y^2\n%%%%\n∇f(1, 2)\n' | saddle eval --json -`,
		Args: atMostOneFile,
		RunE: func(cmd *cobra.Command, arguments []string) error {
			text, err := readCells(cmd.InOrStdin(), arguments)
			if err != nil {
				return err
			}
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
			defer stop()
			w := script.Plain(os.Stdout, os.Stderr, coloured(os.Stderr))
			if asJSON {
				w = script.JSON(os.Stdout)
			}
			keepWithin(session.MemoryRoom())
			s := session.New(session.Options{Folder: ".", Locale: session.EnvironmentLocale()})
			whole, err := script.Run(ctx, s, text, w)
			if err == nil && !whole {
				return errShown
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print outputs as JSON, one a line")
	return cmd
}

func atMostOneFile(cmd *cobra.Command, arguments []string) error {
	if len(arguments) > 1 {
		return usageError{fmt.Errorf("%s is too much: %s", arguments[1], cmd.UseLine())}
	}
	return nil
}

// mostText is how many bytes of cells are read; what is larger, as /dev/zero, holds none.
const mostText = 64 << 20

func readCells(in io.Reader, arguments []string) (string, error) {
	name := "standard input"
	if len(arguments) > 0 && arguments[0] != "-" {
		name = arguments[0]
		file, err := os.Open(name)
		if err != nil {
			return "", err
		}
		defer file.Close()
		in = file
	}
	text, err := io.ReadAll(io.LimitReader(in, mostText+1))
	if err == nil && len(text) > mostText {
		err = fmt.Errorf("%s: more than %d MB, which are no cells", name, mostText>>20)
	}
	return string(text), err
}
