package runner

import (
	"testing"

	"saddle/kernel/notebook"
)

func TestSetParameters(t *testing.T) {
	nb := notebook.New()
	nb.Append(notebook.Markdown, "# Title")
	nb.Insert(1, notebook.Code, "η = 0.1", parametersTag)
	nb.Append(notebook.Code, "η")
	for _, value := range []string{"η = 0.2", "η = 0.3"} {
		setParameters(nb, []string{value, "β = 0.9"})
		cells := nb.Cells()
		if len(cells) != 4 || cells[2].Source() != value+"\nβ = 0.9" || !cells[2].Tagged(injectedTag) {
			t.Fatalf("%s: %d cells, the third %q", value, len(cells), cells[2].Source())
		}
	}
	bare := notebook.New()
	bare.Append(notebook.Code, "η")
	setParameters(bare, []string{"η = 1"})
	if cells := bare.Cells(); len(cells) != 2 || cells[0].Source() != "η = 1" {
		t.Errorf("without a tag it is not first")
	}
	setParameters(bare, nil)
	if len(bare.Cells()) != 2 {
		t.Error("nothing to set made a cell")
	}
	if _, err := notebook.Parse(nb.Bytes()); err != nil {
		t.Error(err)
	}
}
