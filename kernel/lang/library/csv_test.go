package library

import (
	"fmt"
	"strings"
	"testing"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
)

// shape writes a table as its names and its rows.
func shape(t *value.Table) string {
	var out []string
	for j, name := range t.Names {
		column := fmt.Sprint(name)
		if t.Texts != nil && t.Texts[j] != nil {
			column += fmt.Sprintf(" %q", t.Texts[j])
		}
		out = append(out, column)
	}
	return strings.Join(out, "|") + " " + fmt.Sprint(t.Rows.Data())
}

func TestTables(t *testing.T) {
	const rows = "x|y"
	for _, test := range []struct{ name, text, want string }{
		{"commas", "x,y\n1,2\n3,4\n", rows},
		{"semicolons", "x;y\n1;2\n3;4\n", rows},
		{"tabs", "x\ty\n1\t2\n3\t4\n", rows},
		{"bars", "x|y\n1|2\n3|4\n", rows},
		{"blanks", "x   y\n1 2\n 3    4 \n", rows},
		{"Chinese commas", "x，y\n1，2\n3，4\n", rows},
		{"a named separator", "sep=;\nx;y\n1;2\n3;4\n", rows},
		{"a quoted line that names it", "\"sep=,\"\r\nx,y\r\n1,2\r\n3,4\r\n", rows},
		{"rows with nothing in them", "x,y\n,\n1,2\n , \n3,4\n,\n", rows},
		{"a separator at the end of each line", "x,y,\n1,2,\n3,4,\n", rows},
		{"a column with nothing in it", ",x,,y\n,1,,2\n,3,,4\n", rows},
		{"remarks", "# made by hand, 2020; x\nx,y\n1,2\n# more\n3,4", rows},
	} {
		table, failure := readTable(strings.NewReader(test.text), 1000)
		if failure != nil {
			t.Errorf("%s: %v", test.name, failure)
			continue
		}
		whole, _ := readTable(strings.NewReader("x,y\n1,2\n3,4\n"), 1000)
		if got := shape(table); got != shape(whole) {
			t.Errorf("%s: %s, want %s", test.name, got, shape(whole))
		}
	}
}

// What stands in a cell is the number that was meant, or an error.
func TestNumbersOfTables(t *testing.T) {
	for _, test := range []struct {
		text string
		want float64 // of the first cell
	}{
		{"x\n−2\n", -2}, {"x;y\n1,5;2\n", 1.5}, {"x\ty\n0,125\t2\n", 0.125}, {"x\ty\n1,000\t2,5\n", 1}, {"x;y\n1,125;2\n", 1.125},
		{"x y\n1,5 2\n", 1.5}, {"1 2\n3 4\n", 1}, {"\"a;b\",c\n1,2\n", 1}, {"\"a, b, c\";c\n7;2\n", 7},
	} {
		table, failure := readTable(strings.NewReader(test.text), 1000)
		if failure != nil {
			t.Errorf("%q: %v", test.text, failure)
			continue
		}
		if got := table.Rows.Data()[0]; got != test.want {
			t.Errorf("%q: %v, want %v", test.text, got, test.want)
		}
	}
	for _, test := range []struct{ text, key string }{
		{"x;y\n1.000;2,5\n", "1.000 has a point"},                       // a thousand
		{"x\ty\n1,5\t2\n2.5\t3\n", "2.5 has a point"},                   // one of the two is wrong
		{"x\ty\n1,000\t2\n12,500\t3\n", "the comma in 1,000 may stand"}, // a thousand or one
		{"x,y\n\"1,000\",2\n", "1,000 is not written"},
		{"x,y\n,2\n\"1,5\",2\n", "line 3, column 1 of the file: 1,5 is not written"},
		{"x;y\n1.000,5;2\n", "1.000,5 is not written"},
		{"x,y\n1 000,2\n", "1 000 is not written"},
		{"x,y\n5%,2\n7 %,2\n", "5% is not written"},
		{"x,y\n$5,2\n", "$5 is not written"},
		{",x,y\n,5,a\n,2,1\n,3,1\n", "line 2, column 3 of the file: a is not a number"},
	} {
		_, failure := readTable(strings.NewReader(test.text), 1000)
		if failure == nil {
			t.Errorf("%q is read", test.text)
		} else if got := failure.Headline(message.English); !strings.Contains(got, test.key) {
			t.Errorf("%q: %s, want %s", test.text, got, test.key)
		}
	}
}

// A column of texts stays one.
func TestTextsOfTables(t *testing.T) {
	for _, field := range []string{"2020-01-02", "12:30", "1.2.3", "red", "3 apples", "a,b", "x²"} {
		table, failure := readTable(strings.NewReader(fmt.Sprintf("x,y\n%q,1\n", field)), 1000)
		if failure != nil {
			t.Errorf("%s: %v", field, failure)
		} else if table.Texts == nil || table.Texts[0][0] != field {
			t.Errorf("%s is no text", field)
		}
	}
}

func TestColumnsHaveNamesOfTheirOwn(t *testing.T) {
	table, failure := readTable(strings.NewReader("x,x_3,x,x\n1,2,3,4\n"), 1000)
	if failure != nil {
		t.Fatal(failure)
	}
	seen := map[string]bool{}
	for _, name := range table.Names {
		if seen[name] {
			t.Errorf("two columns are called %s: %v", name, table.Names)
		}
		seen[name] = true
	}
}
