package library

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// readTable reads CSV: columns of numbers and of texts, the first row perhaps names. Columns are parted by commas, semicolons or tabs; behind
// semicolons and tabs a comma is a decimal point.
func readTable(file io.Reader, most int) (*value.Table, *message.Error) {
	text, failure := wholeText(file, 16*most)
	if failure != nil {
		return nil, failure
	}
	r := &tableReader{Reader: csv.NewReader(strings.NewReader(text)), table: &value.Table{}, most: most}
	r.Comma = separatorOf(text)
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

// wholeText is the text of a file of bounded size with line ends as here, without the mark that some programs put first.
func wholeText(file io.Reader, most int) (string, *message.Error) {
	all, err := io.ReadAll(io.LimitReader(file, int64(most)+1))
	switch {
	case err != nil:
		return "", message.New("FileError", "file.unreadable").Advise("file.refused-advice")
	case len(all) > most:
		return "", message.New("LimitError", "limit.file", most).Advise("limit.file-advice")
	case !utf8.Valid(all) || bytes.IndexByte(all, 0) >= 0:
		return "", message.New("FileError", "file.encoding").Advise("file.encoding-advice")
	}
	text := strings.TrimPrefix(string(all), "\ufeff")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	return spaces().ReplaceAllLiteralString(text, ""), nil
}

// spaces matches lines that look empty.
var spaces = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^ +$`) })

// separatorOf is the sign between columns: the one that the first line has most of.
func separatorOf(text string) rune {
	for line := range strings.Lines(text) {
		if trimmed := strings.TrimSpace(line); trimmed == "" || trimmed[0] == '#' {
			continue
		}
		semicolons, tabs, commas := strings.Count(line, ";"), strings.Count(line, "\t"), strings.Count(line, ",")
		switch {
		case semicolons > 0 && semicolons >= tabs:
			return ';'
		case tabs > 0 && tabs >= commas:
			return '\t'
		}
		return ','
	}
	return ','
}

// tableReader is a table being read.
type tableReader struct {
	*csv.Reader
	table  *value.Table
	fields [][]string // row by row
	lines  []int      // of the rows
	most   int
}

// row takes the names of the columns, or a row.
func (r *tableReader) row(record []string) *message.Error {
	if r.table.Names == nil {
		if names, ok := r.header(record); ok {
			r.table.Names = names
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

func (r *tableReader) number(field string) (float64, error) {
	field = strings.TrimSpace(field)
	if r.Comma != ',' {
		field = strings.Replace(field, ",", ".", 1)
	}
	x, err := strconv.ParseFloat(field, 64)
	if math.IsNaN(x) {
		return 0, strconv.ErrSyntax
	}
	return x, err
}

func (r *tableReader) whole() (*value.Table, *message.Error) {
	if len(r.fields) == 0 {
		return nil, message.New("FileError", "file.empty").Advise("file.empty-advice")
	}
	isText, numbers := r.kinds()
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
				return nil, notNumber(r.lines[i], j+1, field)
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
		if slices.Contains(names[:i], names[i]) {
			names[i] += "_" + strconv.Itoa(i+1)
		}
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
