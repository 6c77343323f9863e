package eval

import (
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"unicode"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// Files is the folder of the notebook, the only place that a cell can read. Names are relative and use slashes; an
// implementation refuses names that lead out of the folder.
type Files interface {
	Open(name string) (io.ReadCloser, error)
}

// filing is what reads data.
func filing() []*Builtin {
	return []*Builtin{
		{Name: "load", Signature: "load(\"data/line.csv\")", Topic: "Data", least: 1, most: 1, run: loadTable,
			Meaning: "reads a CSV file beside the notebook as a table: data.x is a column, (x, y) in data goes over the rows", Example: "table = [0, 1; 1, 3]; sum(y for (x, y) in table)"},
	}
}

func loadTable(c *builtinCall) value.Value {
	arg := c.positional[0]
	name, ok := arg.value.(value.Text)
	if !ok {
		c.scope.fail("TypeError", arg.span, "type.text", arg.value.Describe())
	}
	if len(c.calls) > 0 {
		c.scope.fail("FileError", c.site, "file.effects", c.entry.Name)
	}
	c.mayOpen(string(name), arg.span)
	file, err := c.Files.Open(string(name))
	if err != nil {
		c.fileFailure(string(name), arg.span, err)
	}
	defer file.Close()
	table, failure := readTable(file, c.limits.Entries)
	if failure != nil {
		panic(failure.At(c.scope.source, arg.span))
	}
	return table
}

// mayOpen refuses paths that lead out of the notebook's folder.
func (c *builtinCall) mayOpen(name string, span syntax.Span) {
	switch {
	case c.Files == nil:
		c.scope.fail("FileError", span, "file.none")
	case path.IsAbs(name) || strings.Contains(name, `\`) || strings.Contains(name, ":"):
		c.scope.fail("FileError", span, "file.absolute", name)
	case !fs.ValidPath(path.Clean(name)):
		c.scope.fail("FileError", span, "file.outside", name)
	}
}

func (c *builtinCall) fileFailure(name string, span syntax.Span, err error) {
	if errors.Is(err, fs.ErrNotExist) {
		c.scope.fail("FileError", span, "file.missing", name)
	}
	var refused *fs.PathError
	if errors.As(err, &refused) {
		err = refused.Err
	}
	c.scope.fail("FileError", span, "file.refused", name, err.Error())
}

// readTable reads CSV: numbers, the first row perhaps names.
func readTable(file io.Reader, most int) (*value.Table, *message.Error) {
	reader := csv.NewReader(skipMark(file))
	reader.Comment, reader.TrimLeadingSpace, reader.ReuseRecord = '#', true, true
	table := &value.Table{}
	var entries []float64
	for first := true; ; first = false {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, csvFailure(err, record, len(table.Names))
		}
		if first {
			if names, ok := header(record); ok {
				table.Names = names
				continue
			}
			table.Names = plainNames(len(record))
		}
		row, failure := numbersOf(reader, record)
		if failure != nil {
			return nil, failure
		}
		if entries = append(entries, row...); len(entries) > most {
			return nil, message.New("LimitError", "limit.entries", len(entries), most)
		}
	}
	if len(entries) == 0 {
		return nil, message.New("FileError", "file.empty")
	}
	table.Rows = expr.Array(expr.MatrixShape(len(entries)/len(table.Names), len(table.Names)), entries)
	return table, nil
}

// skipMark drops the byte order mark that some programs write first.
func skipMark(file io.Reader) io.Reader {
	all, err := io.ReadAll(file)
	if err != nil {
		return file
	}
	return strings.NewReader(strings.TrimPrefix(string(all), "\ufeff"))
}

func csvFailure(err error, record []string, columns int) *message.Error {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		if errors.Is(parse.Err, csv.ErrFieldCount) {
			return message.New("FileError", "file.columns", parse.Line, len(record), columns)
		}
		return message.New("FileError", "file.quotes", parse.Line, parse.Column)
	}
	return message.New("FileError", "file.unreadable", err.Error())
}

// header reads a row of names; a row of numbers is none.
func header(record []string) ([]string, bool) {
	names := make([]string, len(record))
	for i, field := range record {
		if _, err := strconv.ParseFloat(strings.TrimSpace(field), 64); err == nil {
			return nil, false
		}
		names[i] = columnName(field, i)
	}
	return names, true
}

// columnName makes a name of a heading: letters, digits and underscores of any script.
func columnName(field string, i int) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '_':
			return r
		case unicode.IsSpace(r), r == '-', r == '.':
			return '_'
		}
		return -1
	}, strings.TrimSpace(field))
	if name == "" || unicode.IsDigit([]rune(name)[0]) {
		return "c" + strconv.Itoa(i+1)
	}
	return syntax.CanonicalName(name)
}

func plainNames(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = "c" + strconv.Itoa(i+1)
	}
	return names
}

func numbersOf(reader *csv.Reader, record []string) ([]float64, *message.Error) {
	row := make([]float64, len(record))
	for i, field := range record {
		x, err := strconv.ParseFloat(strings.TrimSpace(field), 64)
		if err != nil {
			line, column := reader.FieldPos(i)
			return nil, message.New("FileError", "file.number", line, column, field)
		}
		row[i] = x
	}
	return row, nil
}
