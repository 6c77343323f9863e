package kerneltest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"saddle/kernel/wire"
)

// TestSnippetsForTheTestbed runs the cells of the entry that docs/kernel.md offers.
func TestSnippetsForTheTestbed(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "kernel-testbed.json"))
	if err != nil {
		t.Fatal(err)
	}
	var languages map[string]map[string]string
	if err := json.Unmarshal(text, &languages); err != nil {
		t.Fatal(err)
	}
	cells := languages["saddle"]
	n := startKernel(t)
	for name, want := range map[string]string{
		"print_hello": "hello\n", "print_stderr": "error\n", "simple_expr": cells["simple_expr_result"] + "\n",
		"completion_setup": cells["completion_setup"] + "\n", "complete_code": cells["complete_code"] + "\n",
	} {
		if got := n.run(cells[name]); got != want {
			t.Errorf("%s: %q gives %q", name, cells[name], got)
		}
	}
	for name, want := range map[string]string{"complete_code": "complete", "incomplete_code": "incomplete", "syntax_error": "invalid"} {
		if got := n.completeness(cells[name]); got != want {
			t.Errorf("%s: %q is %s", name, cells[name], got)
		}
	}
	if !strings.HasPrefix(cells["completion_var"], cells["completion_prefix"]) || !strings.HasPrefix(cells["completion_setup"], cells["completion_var"]) {
		t.Error("what is to be completed is another name")
	}
	if !n.shows(cells["display_data_code"], wire.DisplayDataType, "image/png") || !n.shows(cells["rich_execute_result_code"], wire.ExecuteResultType, "image/png") {
		t.Error("a picture is missing")
	}
	for _, name := range []string{"update_display_data_code", "sleep_code"} {
		c := n.cell(cells[name])
		if name == "update_display_data_code" {
			c.until(wire.UpdateDisplayDataType)
		} else {
			c.until(wire.ExecuteInputType)
		}
		if err := n.Interrupt(n.ctx); err != nil {
			t.Fatal(err)
		}
		if got := c.wait().text(); !strings.Contains(got, "Interrupted") {
			t.Errorf("%s: %q ends with %q", name, cells[name], got)
		}
	}
}
