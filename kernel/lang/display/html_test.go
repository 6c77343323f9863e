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
