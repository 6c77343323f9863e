package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"github.com/spf13/cobra"

	"saddle/kernel/notebook"
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
			out := bufio.NewWriter(os.Stdout)
			defer out.Flush()
			if asJSON {
				return evaluate(ctx, text, &lineWriter{to: out})
			}
			return evaluate(ctx, text, &plainWriter{to: out})
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

// A writer prints the outputs of cells in some form.
type writer interface {
	output(notebook.Output) error
	// end is told that a cell is over.
	end() error
}

// evaluate runs the cells of a text in one session until one fails.
func evaluate(ctx context.Context, text string, w writer) error {
	s := session.New(session.Options{Folder: ".", Locale: session.EnvironmentLocale()})
	for i, cell := range splitCells(text) {
		var unwritten error
		err := s.Execute(ctx, cell, func(o session.Output) {
			if o.Kind != session.Progress {
				unwritten = errors.Join(unwritten, w.output(stored(o, i+1)))
			}
		})
		var failed *session.CellError
		if errors.As(err, &failed) {
			unwritten = errors.Join(unwritten, w.output(notebook.Output{
				Type: notebook.Error, ErrorName: failed.Name, ErrorValue: failed.Value, Traceback: failed.Traceback,
			}))
			err = errShown
		}
		if err := errors.Join(unwritten, w.end()); err != nil {
			return err
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// splitCells cuts a text at the lines that begin with %%. Cells of blank lines
// only are left out.
func splitCells(text string) []string {
	var cells []string
	var cell strings.Builder
	end := func() {
		if strings.TrimSpace(cell.String()) != "" {
			cells = append(cells, strings.Trim(cell.String(), "\n"))
		}
		cell.Reset()
	}
	for _, line := range strings.SplitAfter(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		if strings.HasPrefix(line, "%%") {
			end()
			continue
		}
		cell.WriteString(line)
	}
	end()
	return cells
}

// stored returns a session's output in nbformat's form.
func stored(o session.Output, count int) notebook.Output {
	switch o.Kind {
	case session.Stream:
		return notebook.Output{Type: notebook.Stream, Name: o.Name, Text: o.Text}
	case session.Result:
		return notebook.Output{Type: notebook.ExecuteResult, Data: o.Data, Metadata: o.Metadata, ExecutionCount: count}
	}
	return notebook.Output{Type: notebook.DisplayData, Data: o.Data, Metadata: o.Metadata}
}

// plainWriter prints as a terminal shows: text/plain and streams to one place,
// errors to standard error.
type plainWriter struct{ to *bufio.Writer }

func (w *plainWriter) output(o notebook.Output) error {
	var err error
	switch o.Type {
	case notebook.Stream:
		if o.Name != "stderr" {
			_, err = w.to.WriteString(o.Text)
			return err
		}
		err = w.to.Flush()
		fmt.Fprint(os.Stderr, o.Text)
	case notebook.Error:
		err = w.to.Flush()
		fmt.Fprintln(os.Stderr, errorText(os.Stderr, o.ErrorName, o.ErrorValue, o.Traceback))
	default:
		if text, ok := o.Data["text/plain"].(string); ok {
			_, err = w.to.WriteString(strings.TrimSuffix(text, "\n") + "\n")
		}
	}
	return err
}

func (w *plainWriter) end() error { return w.to.Flush() }

// lineWriter prints each output as JSON on a line of its own; pieces of one
// stream that follow each other join, as in a notebook.
type lineWriter struct {
	to      *bufio.Writer
	pending []notebook.Output
}

func (w *lineWriter) output(o notebook.Output) error {
	if last := len(w.pending) - 1; last >= 0 && o.Type == notebook.Stream && o.Name == w.pending[last].Name {
		w.pending[last].Text += o.Text
		return nil
	}
	err := w.end()
	w.pending = append(w.pending, o)
	if o.Type != notebook.Stream {
		err = errors.Join(err, w.end())
	}
	return err
}

func (w *lineWriter) end() error {
	for _, o := range w.pending {
		line, err := o.MarshalJSON()
		if err != nil {
			return fmt.Errorf("an output that JSON cannot hold: %w", err)
		}
		fmt.Fprintf(w.to, "%s\n", line)
	}
	w.pending = nil
	return w.to.Flush()
}
