package library

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/reason"
)

// filing is what reads data.
func filing() []*eval.Builtin {
	return []*eval.Builtin{
		{Name: "load", Signature: "load(\"data/line.csv\")", Topic: "Data", Least: 1, Most: 1, Unknown: "load.quotes", Outside: true, Run: loadTable,
			Meaning: reason.Both("reads a CSV file beside the notebook as a table: data.x is a column, (x, y) in data goes over the rows; columns of texts are kept, row.kind == \"setosa\" compares them", "把笔记本所在文件夹里的 CSV 文件读成表：data.x 是一列，(x, y) in data 遍历各行；文本列也会保留，可以用 row.kind == \"setosa\" 比较"), Example: "data = [0, 1; 1, 3]; sum(y for (x, y) in data)"},
	}
}

func loadTable(c *eval.Call) value.Value {
	name := text(c, c.Positional[0])
	span := c.Positional[0].Span
	if c.Notebook().IsNested() {
		panic(message.New("FileError", "file.effects", c.Entry.Name).At(c.Source(), c.Site).Advise("file.effects-advice", name))
	}
	mayOpen(c, name, span)
	file, err := c.Notebook().Folder().Open(path.Clean(name))
	if err != nil {
		panic(fileFailure(c, name, err).At(c.Source(), span))
	}
	defer file.Close()
	table, failure := readTable(file, c.Arithmetic().MostEntries())
	if failure != nil {
		panic(failure.At(c.Source(), span))
	}
	return table
}

// mayOpen refuses paths that lead out of the notebook's folder.
func mayOpen(c *eval.Call, name string, span syntax.Span) {
	switch {
	case c.Notebook().Folder() == nil:
		c.Fail("FileError", span, "file.none")
	case name == "":
		panic(message.New("FileError", "file.nameless", c.Entry.Name).At(c.Source(), span).Advise("call.write", c.Entry.Usage()))
	case path.IsAbs(name) || strings.ContainsAny(name, `\:`):
		panic(message.New("FileError", "file.absolute", name).At(c.Source(), span).Advise("file.absolute-" + c.Entry.Name))
	case !fs.ValidPath(path.Clean(name)):
		panic(message.New("FileError", "file.outside", name).At(c.Source(), span).Advise("file.outside-" + c.Entry.Name))
	}
}

// fileFailure says why a file cannot be read, and which ones there are.
func fileFailure(c *eval.Call, name string, err error) *message.Error {
	var refused *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return missing(c, name)
	case errors.Is(err, eval.ErrOutside):
		return message.New("FileError", "file.outside", name).Advise("file.outside-load")
	case errors.Is(err, eval.ErrNotPlain):
		return message.New("FileError", "file.special", name).Advise("file.refused-advice")
	case errors.As(err, &refused):
		err = refused.Err
	}
	return message.New("FileError", "file.refused", name, err.Error()).Advise("file.refused-advice")
}

// mostListed is how many files are named to somebody who asked for one that is not there.
const mostListed = 20

// missing says that there is no file of a name, with the one that was perhaps meant.
func missing(c *eval.Call, name string) *message.Error {
	failure := message.New("FileError", "file.missing", name)
	there := c.Notebook().Folder().List()
	for _, other := range there {
		if strings.EqualFold(path.Base(other), path.Base(name)) {
			return failure.Advise("file.near", other)
		}
	}
	switch near := syntax.Nearest(name, there); {
	case near != "":
		return failure.Advise("file.near", near)
	case len(there) > 0:
		return failure.Advise("file.list", there[:min(mostListed, len(there))])
	}
	return failure.Advise("file.missing-advice")
}
