package script

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"saddle/kernel/notebook"
)

// plainWriter prints as a terminal shows: text/plain and streams to one place, errors and warnings to another.
type plainWriter struct {
	to       *bufio.Writer
	warnings io.Writer
	coloured bool
}

// Plain prints as a terminal shows: text/plain and printed text to out, warnings and errors to warnings, with their
// colours or without.
func Plain(out, warnings io.Writer, coloured bool) Writer {
	return &plainWriter{bufio.NewWriter(out), warnings, coloured}
}

func (w *plainWriter) output(o notebook.Output) error {
	var err error
	switch o.Type {
	case notebook.Stream:
		if o.Name != "stderr" {
			_, err = w.to.WriteString(o.Text)
			return err
		}
		err = w.to.Flush()
		fmt.Fprint(w.warnings, o.Text)
	case notebook.Error:
		err = w.to.Flush()
		fmt.Fprintln(w.warnings, o.ErrorText(w.coloured))
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

// JSON prints each output as notebooks store it, an object a line.
func JSON(out io.Writer) Writer { return &lineWriter{to: bufio.NewWriter(out)} }

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
