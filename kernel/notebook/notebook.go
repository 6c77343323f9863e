// Package notebook reads and writes Jupyter notebooks (nbformat 4.5), records
// in them what running their cells gave, and turns them into pages to read.
//
// A notebook that is read and written comes back as Jupyter would write it, and
// what nobody touched comes back byte for byte: unknown keys at every level,
// their order, the spelling of numbers, sources stored as one text or as lines.
// The package runs nothing and speaks to no kernel; it takes plain values, so
// that any client can record with it.
//
//	nb, err := notebook.ReadFile("lesson.ipynb")
//	recorder := notebook.NewRecorder()
//	for _, cell := range nb.Cells() {
//		recorder.Begin(cell)
//		recorder.Add(notebook.Output{Type: notebook.Stream, Name: "stdout", Text: "6\n"}, "")
//	}
//	err = nb.WriteFile("done.ipynb")
//	page := notebook.Page(nb, notebook.PageOptions{})
package notebook

import (
	"bytes"
	"fmt"
	"slices"
)

// The format that this package writes: https://nbformat.readthedocs.io/en/latest/format_description.html
const (
	major = 4
	minor = 5
)

// Notebook is a notebook in memory. It is not safe for concurrent use.
type Notebook struct {
	root  *value
	cells []*Cell
}

// New returns an empty notebook in format 4.5.
func New() *Notebook {
	root := newObject()
	root.set("cells", newArray())
	root.set("metadata", newObject())
	root.set("nbformat", newNumber(major))
	root.set("nbformat_minor", newNumber(minor))
	return &Notebook{root: root}
}

// Parse reads a notebook. Formats 4.0 to 4.4 become 4.5, which differs only in
// an id that each cell has; later minor versions are kept as they are. Errors
// name the line, or the cell, and say what is wrong with it.
func Parse(data []byte) (*Notebook, error) {
	root, err := parseJSON(data)
	if err != nil {
		return nil, err
	}
	if err := checkFormat(root); err != nil {
		return nil, err
	}
	nb := &Notebook{root: root}
	for i, v := range root.get("cells").items {
		if err := checkCell(v); err != nil {
			return nil, fmt.Errorf("cell %d: %w", i+1, err)
		}
		nb.cells = append(nb.cells, &Cell{v: v})
	}
	nb.upgrade()
	return nb, nil
}

func checkFormat(root *value) error {
	version := root.get("nbformat")
	if root.kind != objectKind || version == nil {
		return fmt.Errorf("this is JSON, but not a notebook: it has no nbformat")
	}
	if err := checkVersion(version); err != nil {
		return err
	}
	if m := root.get("nbformat_minor"); m != nil {
		if _, ok := m.number(); !ok {
			return fmt.Errorf("nbformat_minor is %s, where a whole number belongs", m.text)
		}
	}
	if cells := root.get("cells"); cells == nil || cells.kind != arrayKind {
		return fmt.Errorf("the notebook has no list of cells")
	}
	return nil
}

func checkVersion(version *value) error {
	n, ok := version.number()
	switch {
	case !ok:
		return fmt.Errorf("nbformat is %s, where a whole number belongs", version.text)
	case n < major:
		return fmt.Errorf("the notebook has format %d, from before 2015: open it in Jupyter and save it, which makes it format 4", n)
	case n > major:
		return fmt.Errorf("the notebook has format %d; this version of Saddle reads format 4", n)
	}
	return nil
}

func checkCell(v *value) error {
	name, _ := v.get("cell_type").str()
	switch {
	case v.kind != objectKind:
		return fmt.Errorf("not an object")
	case name != string(Code) && name != string(Markdown) && name != string(Raw):
		return fmt.Errorf("cell_type is %q, where code, markdown or raw belongs", name)
	}
	if _, ok := v.get("source").str(); !ok {
		return fmt.Errorf("source is neither a text nor a list of lines")
	}
	if out := v.get("outputs"); out != nil && out.kind != arrayKind {
		return fmt.Errorf("outputs is not a list")
	}
	return nil
}

// upgrade gives the notebook's cells what format 4.5 asks for and they lack, ids
// that are valid above all, and leaves everything else alone.
func (nb *Notebook) upgrade() {
	nb.root.set("nbformat", newNumber(major))
	if n, ok := nb.root.get("nbformat_minor").number(); !ok || n < minor {
		nb.root.set("nbformat_minor", newNumber(minor))
	}
	taken := map[string]bool{}
	for i, c := range nb.cells {
		if id := c.ID(); !isID(id) || taken[id] {
			c.v.set("id", newString(newID(i, c.Source(), taken)))
		}
		taken[c.ID()] = true
		c.complete()
	}
}

// complete adds the parts that a cell must have, for programs that leave them out.
func (c *Cell) complete() {
	if meta := c.v.get("metadata"); meta == nil || meta.kind != objectKind {
		c.v.set("metadata", newObject())
	}
	if c.Kind() != Code {
		return
	}
	if c.v.get("outputs") == nil {
		c.v.set("outputs", newArray())
	}
	if c.v.get("execution_count") == nil {
		c.v.set("execution_count", newNull())
	}
}

// Bytes returns the notebook as Jupyter lays it out in a file.
func (nb *Notebook) Bytes() []byte {
	var b bytes.Buffer
	nb.root.write(&b, 0)
	b.WriteByte('\n')
	return b.Bytes()
}

// Cells returns the cells in order. The slice is a copy, the cells are not.
func (nb *Notebook) Cells() []*Cell {
	return append([]*Cell(nil), nb.cells...)
}

// Append adds a cell at the end.
func (nb *Notebook) Append(kind CellKind, source string) *Cell {
	return nb.Insert(len(nb.cells), kind, source)
}

// Insert adds a cell with tags, so that it is the one at an index, from 0.
func (nb *Notebook) Insert(at int, kind CellKind, source string, tags ...string) *Cell {
	taken := map[string]bool{}
	for _, c := range nb.cells {
		taken[c.ID()] = true
	}
	v := newCell(kind, newID(len(nb.cells), source, taken), source, tags)
	list := nb.root.get("cells")
	list.items = slices.Insert(list.items, at, v)
	c := &Cell{v: v}
	nb.cells = slices.Insert(nb.cells, at, c)
	return c
}

// newCell is a cell as the format has it, one of code not run.
func newCell(kind CellKind, id, source string, tags []string) *value {
	v := newObject()
	v.set("cell_type", newString(string(kind)))
	v.set("id", newString(id))
	metadata := newObject()
	if len(tags) > 0 {
		list := newArray()
		for _, tag := range tags {
			list.items = append(list.items, newString(tag))
		}
		metadata.set("tags", list)
	}
	v.set("metadata", metadata)
	v.set("source", newLines(source))
	if kind == Code {
		v.set("execution_count", newNull())
		v.set("outputs", newArray())
	}
	return v
}

// Language returns the language that the notebook's cells are written in as its
// metadata names it, or "" where it does not say.
func (nb *Notebook) Language() string {
	meta := nb.root.get("metadata")
	if name, ok := meta.get("language_info").get("name").str(); ok {
		return name
	}
	name, _ := meta.get("kernelspec").get("language").str()
	return name
}

// KernelName returns the kernelspec that the notebook asks for, or "".
func (nb *Notebook) KernelName() string {
	name, _ := nb.root.get("metadata").get("kernelspec").get("name").str()
	return name
}

// SetKernel records the kernelspec that ran the notebook, and the language_info
// of its kernel_info_reply; nil leaves the old one.
func (nb *Notebook) SetKernel(name, displayName, language string, languageInfo map[string]any) error {
	meta := nb.root.get("metadata")
	if meta == nil || meta.kind != objectKind {
		meta = newObject()
		nb.root.set("metadata", meta)
	}
	spec := newObject()
	spec.set("display_name", newString(displayName))
	spec.set("language", newString(language))
	spec.set("name", newString(name))
	meta.set("kernelspec", spec)
	if languageInfo == nil {
		return nil
	}
	v, err := newValue(languageInfo)
	if err != nil {
		return fmt.Errorf("language_info: %w", err)
	}
	meta.set("language_info", v)
	return nil
}
