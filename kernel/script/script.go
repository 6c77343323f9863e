// Package script runs cells that come as one text, parted by lines %%, without a kernel and without a notebook, and prints
// what they show.
//
//	whole, err := script.Run(ctx, session.New(session.Options{}), "a = 2\n%%\n3 a", script.Plain(os.Stdout, os.Stderr, false))
package script

import (
	"context"
	"errors"
	"strings"

	"saddle/kernel/notebook"
	"saddle/kernel/session"
)

// A Writer prints the outputs of cells in some form.
type Writer interface {
	output(notebook.Output) error
	// end is told that a cell is over.
	end() error
}

// Run runs the cells of a text in a session until one fails. whole is false when one did; its error has been written.
func Run(ctx context.Context, s *session.Session, text string, w Writer) (whole bool, err error) {
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
			err = nil
		}
		if err := errors.Join(err, unwritten, w.end()); failed != nil || err != nil {
			return false, err
		}
	}
	return true, nil
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
