package display

import (
	"strings"
	"testing"
)

// TestEntriesStayWhole: a point and a Chinese word are not broken in a narrow window; a sentence is, but has a width.
func TestEntriesStayWhole(t *testing.T) {
	for cell, style := range map[string]string{
		"局部极小值点": ";white-space:nowrap", "达到步数上限": ";white-space:nowrap", "local minimum": ";white-space:nowrap", "(-1, 1)": ";white-space:nowrap",
		"": "", "0.25": "", "and all of w1 w2 = 1 besides": "", "以及 w1 w2 = 1 上的所有点，共有无穷多个": ";min-width:12em",
	} {
		table := newTable([]string{"n"})
		table.add([]string{cell})
		if want := `<td style="` + cellStyle + style + `">` + cell; !strings.Contains(table.html(), want) {
			t.Errorf("%s: %s lacks %s", cell, table.html(), want)
		}
	}
}

// TestNamesInTables: the digits of names stand below the line, those of numbers and of what data call their columns do not.
func TestNamesInTables(t *testing.T) {
	for cell, want := range map[string]string{
		"(w1, w2)": "(w<sub>1</sub>, w<sub>2</sub>)", "‖∇f10‖": "‖∇f<sub>10</sub>‖", "all of w1 w2 = 1": "all of w<sub>1</sub> w<sub>2</sub> = 1",
		"1e6": "1e6", "x2y": "x2y", "η_1": "η_1", "0.25": "0.25", "a<b1": "a&lt;b<sub>1</sub>",
	} {
		table, plain := namedTable([]string{cell}), newTable([]string{cell})
		if got := table.html(); !strings.Contains(got, ">"+want+"</th>") {
			t.Errorf("%s: %s lacks %s", cell, got, want)
		}
		if got := plain.html(); !strings.Contains(got, ">"+escape(cell)+"</th>") {
			t.Errorf("%s: %s is typeset", cell, got)
		}
	}
}
