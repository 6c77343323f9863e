package syntax_test

import (
	"fmt"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
)

func Example() {
	cell, errs := syntax.Parse(&message.Source{Cell: 1, Text: "f(x, y) = x² - y²"})
	fmt.Println(syntax.Text(cell.Statements[0]), len(errs))
	// Output: f(x, y) = x² - y² 0
}
