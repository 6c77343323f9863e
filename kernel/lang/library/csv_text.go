package library

import (
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"saddle/kernel/lang/message"
)

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

// told matches a first line that names the separator, as some spreadsheets write it.
var told = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?i:"?sep=)([^\s"]|\t)"?(?:\n|$)`) })

// parted is a text with the sign between its columns. Blanks between them become tabs. Lines keep their numbers.
func parted(text string) (string, rune) {
	if found := told().FindStringSubmatch(text); found != nil {
		separator, _ := utf8.DecodeRuneInString(found[1])
		return "\n" + text[len(found[0]):], separator
	}
	first := firstLine(text)
	for _, rival := range [][]rune{{';', '\t', ','}, {'|', '；', '，'}} {
		if separator := mostOften(first, rival); separator != 0 {
			return text, separator
		}
	}
	if rows, ok := partedByBlanks(text); ok {
		return rows, '\t'
	}
	return text, ','
}

// firstLine is the first line in which something stands that is no remark.
func firstLine(text string) string {
	for line := range strings.Lines(text) {
		if !isRemark(line) {
			return line
		}
	}
	return ""
}

func isRemark(line string) bool {
	trimmed := strings.TrimSpace(line)
	return trimmed == "" || trimmed[0] == '#'
}

// mostOften is the separator that a line has most of outside quotes, 0 where it has none. A single semicolon counts more than commas,
// which are decimal points beside it.
func mostOften(line string, separators []rune) rune {
	count := map[rune]int{}
	quoted := false
	for _, sign := range line {
		if sign == '"' {
			quoted = !quoted
		}
		if !quoted {
			count[sign]++
		}
	}
	if count[';'] > 0 && count[';'] >= count['\t'] && slices.Contains(separators, ';') {
		return ';'
	}
	best := rune(0)
	for _, separator := range separators {
		if separator != ';' && count[separator] > count[best] {
			best = separator
		}
	}
	return best
}

// partedByBlanks puts a tab between columns of numbers that only blanks part; the first line may be names.
func partedByBlanks(text string) (string, bool) {
	var out strings.Builder
	columns, rows := 0, 0
	for line := range strings.Lines(text) {
		if isRemark(line) {
			out.WriteByte('\n')
			continue
		}
		fields := strings.Fields(line)
		if rows++; rows == 1 {
			columns = len(fields)
		}
		if columns < 2 || len(fields) != columns || rows > 1 && slices.ContainsFunc(fields, isNoNumber) {
			return "", false
		}
		out.WriteString(strings.Join(fields, "\t") + "\n")
	}
	return out.String(), rows > 1
}

func isNoNumber(field string) bool {
	_, err := decimal(field, true)
	return err != nil
}
