package runner

import (
	"strings"

	"saddle/kernel/notebook"
)

// The tags by which papermill, too, knows the cell of the values that may be set from outside, and the one that sets them
// (https://papermill.readthedocs.io/en/latest/usage-parameterize.html).
const (
	parametersTag = "parameters"
	injectedTag   = "injected-parameters"
)

// setParameters puts lines into a cell behind the one with the parameters, or before all where there is none. A cell that
// has set parameters before is written anew.
func setParameters(nb *notebook.Notebook, lines []string) {
	if len(lines) == 0 {
		return
	}
	source, at := strings.Join(lines, "\n"), 0
	for i, cell := range nb.Cells() {
		switch {
		case cell.Tagged(injectedTag):
			cell.SetSource(source)
			return
		case cell.Tagged(parametersTag) && at == 0:
			at = i + 1
		}
	}
	nb.Insert(at, notebook.Code, source, injectedTag)
}
