package library

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// readTable reads CSV: columns of numbers and of texts, the first row perhaps names. Columns are parted by commas, semicolons, tabs, bars or
// blanks; where it is not commas, a comma is a decimal point.
func readTable(file io.Reader, most int) (*value.Table, *message.Error) {
	text, failure := wholeText(file, 16*most)
	if failure != nil {
		return nil, failure
	}
	text, separator := parted(text)
	r := &tableReader{Reader: csv.NewReader(strings.NewReader(text)), table: &value.Table{}, most: most}
	r.Comma = separator
	r.Comment, r.TrimLeadingSpace, r.ReuseRecord = '#', r.Comma != '\t', true
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return r.whole()
		}
		if err != nil {
			return nil, r.misread(err, record)
		}
		if failure := r.row(record); failure != nil {
			return nil, failure
		}
	}
}

// tableReader is a table being read.
type tableReader struct {
	*csv.Reader
	table   *value.Table
	heading []string   // of the columns, as it stands in the file; nil where there is none
	fields  [][]string // row by row
	lines   []int      // of the rows, as the file counts them
	columns []int      // likewise
	most    int
}

// row takes the names of the columns, or a row. One without anything in it, which spreadsheets leave below a table, is none.
func (r *tableReader) row(record []string) *message.Error {
	if isBlank(record) {
		return nil
	}
	if r.table.Names == nil {
		r.columns = countedTo(len(record))
		if names, ok := r.header(record); ok {
			r.table.Names, r.heading = names, slices.Clone(record)
			return nil
		}
		r.table.Names = plainNames(len(record))
	}
	line, _ := r.FieldPos(0)
	r.fields, r.lines = append(r.fields, slices.Clone(record)), append(r.lines, line)
	if entries := len(r.fields) * len(record); entries > r.most {
		return message.New("LimitError", "limit.entries", entries, r.most).Advise("limit.file-advice")
	}
	return nil
}

func notNumber(line, column int, field string) *message.Error {
	if strings.TrimSpace(field) == "" {
		return message.New("FileError", "file.gap", line, column).Advise("file.gap-advice")
	}
	return message.New("FileError", "file.number", line, column, field).Advise("file.number-advice")
}

func (r *tableReader) whole() (*value.Table, *message.Error) {
	if len(r.fields) == 0 {
		return nil, message.New("FileError", "file.empty").Advise("file.empty-advice")
	}
	r.dropBlankColumns()
	isText, numbers := r.kinds()
	if failure := r.misunderstood(isText); failure != nil {
		return nil, failure
	}
	entries, failure := r.numbers(isText, len(r.fields)*numbers)
	if failure != nil {
		return nil, failure
	}
	if numbers > 0 {
		r.table.Rows = expr.Array(expr.MatrixShape(len(r.fields), numbers), entries)
	}
	r.keepTexts(isText)
	return r.table, nil
}

// kinds says which columns hold texts, and how many hold numbers.
func (r *tableReader) kinds() (isText []bool, numbers int) {
	isText = make([]bool, len(r.table.Names))
	for j := range isText {
		isText[j] = r.holdsTexts(j)
		if !isText[j] {
			numbers++
		}
	}
	return isText, numbers
}

// numbers reads the columns that hold no texts, row by row.
func (r *tableReader) numbers(isText []bool, size int) ([]float64, *message.Error) {
	entries := make([]float64, 0, size)
	for i, record := range r.fields {
		for j, field := range record {
			if isText[j] {
				continue
			}
			x, err := r.number(field)
			if err != nil {
				return nil, notNumber(r.lines[i], r.columns[j], field)
			}
			entries = append(entries, x)
		}
	}
	return entries, nil
}

// holdsTexts reports whether a column is one of texts: more of its fields are no numbers than are. One that is no number among
// numbers is a mistake.
func (r *tableReader) holdsTexts(column int) bool {
	texts, numbers := 0, 0
	for _, record := range r.fields {
		if missingMarks[strings.ToLower(strings.TrimSpace(record[column]))] {
			continue
		}
		if _, err := r.number(record[column]); err != nil {
			texts++
		} else {
			numbers++
		}
	}
	return texts > numbers
}

// missingMarks stand in a file for what is not known, among numbers as among texts.
var missingMarks = map[string]bool{"": true, "nan": true, "na": true, "n/a": true, "null": true, "none": true, "-": true, "?": true}

func (r *tableReader) keepTexts(isText []bool) {
	if !slices.Contains(isText, true) {
		return
	}
	r.table.Texts = make([][]string, len(isText))
	for j, is := range isText {
		if !is {
			continue
		}
		for _, record := range r.fields {
			r.table.Texts[j] = append(r.table.Texts[j], strings.TrimSpace(record[j]))
		}
	}
}

// misread says what is wrong with the form of a file.
func (r *tableReader) misread(err error, record []string) *message.Error {
	var parse *csv.ParseError
	switch {
	case errors.As(err, &parse) && errors.Is(parse.Err, csv.ErrFieldCount):
		return message.New("FileError", "file.columns", parse.Line, len(record), len(r.table.Names)).Advise("file.columns-advice")
	case errors.As(err, &parse):
		return message.New("FileError", "file.quotes", parse.Line, parse.Column).Advise("file.quotes-advice")
	}
	return message.New("FileError", "file.unreadable").Advise("file.refused-advice")
}

// header reads a row of names; a row with a number is none.
func (r *tableReader) header(record []string) ([]string, bool) {
	names := make([]string, len(record))
	for i, field := range record {
		if _, err := r.number(field); err == nil {
			return nil, false
		}
		names[i] = columnName(field, i)
		for slices.Contains(names[:i], names[i]) {
			names[i] += "_" + strconv.Itoa(i+1)
		}
	}
	return names, true
}

func countedTo(n int) []int {
	numbers := make([]int, n)
	for i := range numbers {
		numbers[i] = i + 1
	}
	return numbers
}

// isBlank reports whether nothing stands in some fields.
func isBlank(fields []string) bool {
	return !slices.ContainsFunc(fields, func(field string) bool { return strings.TrimSpace(field) != "" })
}

// dropBlankColumns leaves out the columns with nothing in them, not even a name, which a separator at the end of each line makes.
func (r *tableReader) dropBlankColumns() {
	for j := len(r.table.Names) - 1; j >= 0; j-- {
		if r.heading != nil && strings.TrimSpace(r.heading[j]) != "" ||
			slices.ContainsFunc(r.fields, func(row []string) bool { return strings.TrimSpace(row[j]) != "" }) {
			continue
		}
		r.table.Names, r.columns = slices.Delete(r.table.Names, j, j+1), slices.Delete(r.columns, j, j+1)
		if r.heading != nil {
			r.heading = slices.Delete(r.heading, j, j+1)
		}
		for i := range r.fields {
			r.fields[i] = slices.Delete(r.fields[i], j, j+1)
		}
	}
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
