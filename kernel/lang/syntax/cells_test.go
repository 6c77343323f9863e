package syntax

import (
	"os"
	"strings"
	"testing"

	"saddle/kernel/lang/message"
)

// designCells are the cells of the language's design, separated by lines of %%.
func designCells(t testing.TB) []string {
	text, err := os.ReadFile("testdata/cells.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimRight(string(text), "\n"), "\n%%\n")
}

func parse(text string) (*Cell, []*message.Error) {
	return Parse(&message.Source{Text: text})
}

func TestDesignCellsParse(t *testing.T) {
	for i, text := range designCells(t) {
		cell, errors := parse(text)
		for _, err := range errors {
			t.Errorf("cell %d: %v", i+1, err)
		}
		if len(cell.Statements) == 0 {
			t.Errorf("cell %d has no statements", i+1)
		}
	}
}

func TestTextParsesToItself(t *testing.T) {
	for i, text := range designCells(t) {
		cell, _ := parse(text)
		for _, s := range cell.Statements {
			once := Text(s)
			again, errors := parse(once)
			if len(errors) > 0 || len(again.Statements) != 1 {
				t.Errorf("cell %d: %s\n%v", i+1, once, errors)
				continue
			}
			if twice := Text(again.Statements[0]); twice != once {
				t.Errorf("cell %d:\n%s\nthen\n%s", i+1, once, twice)
			}
		}
	}
}
