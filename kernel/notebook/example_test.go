package notebook_test

import (
	"fmt"

	"saddle/kernel/notebook"
)

func Example() {
	nb := notebook.New()
	nb.Append(notebook.Markdown, "# A lesson")
	cell := nb.Append(notebook.Code, "2 · 3")
	recorder := notebook.NewRecorder()
	recorder.Begin(cell)
	recorder.Add(notebook.Output{Type: notebook.Stream, Name: "stdout", Text: "6\n"}, "")
	if err := recorder.Store(); err != nil {
		panic(err)
	}
	fmt.Printf("%q\n", cell.Outputs()[0].Text)
	// Output: "6\n"
}
