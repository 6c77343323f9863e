package script

import (
	"errors"

	"saddle/kernel/notebook"
)

// Book is a Writer that gathers the cells with what they show as a notebook.
type Book struct {
	Notebook *notebook.Notebook
	cells    []*notebook.Cell
	outputs  []notebook.Output // of the cell that runs
	done     int               // cells
}

// NewBook is the notebook of a text's cells, none of which has run.
func NewBook(text string) (*Book, error) {
	b := &Book{Notebook: notebook.New()}
	for _, cell := range splitCells(text) {
		b.cells = append(b.cells, b.Notebook.Append(notebook.Code, cell))
	}
	return b, b.Notebook.SetKernel("saddle", "Saddle", "saddle", map[string]any{"name": "saddle", "file_extension": ".saddle", "mimetype": "text/x-saddle"})
}

func (b *Book) output(o notebook.Output) error {
	if last := len(b.outputs) - 1; last >= 0 && o.Type == notebook.Stream && b.outputs[last].Type == notebook.Stream && o.Name == b.outputs[last].Name {
		b.outputs[last].Text += o.Text
		return nil
	}
	b.outputs = append(b.outputs, o)
	return nil
}

func (b *Book) end() error {
	cell := b.cells[b.done]
	b.done++
	cell.SetExecutionCount(b.done)
	err := cell.SetOutputs(b.outputs)
	b.outputs = nil
	return err
}

// LastPicture is the last picture that a cell shows, as the bytes of a file with its ending; ok is false where none does.
func (b *Book) LastPicture() (data []byte, ending string, ok bool) {
	for _, cell := range b.cells {
		for _, o := range cell.Outputs() {
			if found, end, is := o.Picture(); is {
				data, ending, ok = found, end, true
			}
		}
	}
	return data, ending, ok
}

// Tee writes to two writers.
func Tee(a, b Writer) Writer { return tee{a, b} }

type tee struct{ a, b Writer }

func (w tee) output(o notebook.Output) error { return errors.Join(w.a.output(o), w.b.output(o)) }
func (w tee) end() error                     { return errors.Join(w.a.end(), w.b.end()) }
