package notebook

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// testdata/jupyter.ipynb was written by Jupyter's own nbformat; unknown.ipynb by
// hand, with unsorted, unknown and repeated keys.
func TestRoundTripIsByteForByte(t *testing.T) {
	for _, name := range []string{"jupyter.ipynb", "unknown.ipynb"} {
		want, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		nb, err := Parse(want)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := nb.Bytes(); !bytes.Equal(got, want) {
			t.Errorf("%s came back changed:\n%s", name, firstDifference(string(got), string(want)))
		}
	}
}

// What Jupyter wrote is written the same when every output is taken to plain
// values and stored anew.
func TestOutputsStoredAnewAreTheSame(t *testing.T) {
	want, err := os.ReadFile("testdata/jupyter.ipynb")
	if err != nil {
		t.Fatal(err)
	}
	nb, err := Parse(want)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range nb.Cells() {
		c.SetSource(c.Source())
		if c.Kind() != Code {
			continue
		}
		c.SetExecutionCount(c.ExecutionCount())
		if err := c.SetOutputs(c.Outputs()); err != nil {
			t.Fatal(err)
		}
	}
	if got := nb.Bytes(); !bytes.Equal(got, want) {
		t.Error(firstDifference(string(got), string(want)))
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			return "got  " + g[i] + "\nwant " + strings.Join(w[min(i, len(w)-1):min(i+1, len(w))], "")
		}
	}
	return "the result is shorter"
}

func TestReading(t *testing.T) {
	nb, err := ReadFile("testdata/jupyter.ipynb")
	if err != nil {
		t.Fatal(err)
	}
	cells := nb.Cells()
	if nb.Language() != "saddle" || nb.KernelName() != "saddle" || len(cells) != 5 {
		t.Fatalf("language %q, kernel %q, %d cells", nb.Language(), nb.KernelName(), len(cells))
	}
	code := cells[2]
	if code.Kind() != Code || code.ID() != "c0ffee01" || code.ExecutionCount() != 1 {
		t.Errorf("kind %s, id %s, count %d", code.Kind(), code.ID(), code.ExecutionCount())
	}
	if code.Source() != "f(x, y) = x^2 - y^2\n∇f(1, 2)" {
		t.Errorf("source %q", code.Source())
	}
	if !code.Tagged("hide") || code.Tagged("hid") || cells[0].Tagged("hide") {
		t.Error("tags are read wrongly")
	}
	out := code.Outputs()
	if len(out) != 4 || out[0].Type != ExecuteResult || out[0].Data["text/html"] != "<table>\n<tr><td>2</td></tr>\n</table>" {
		t.Errorf("outputs %+v", out)
	}
	if out[1].Text != "a\nb\rc\fd" || out[3].ErrorName != "NameError" || len(out[3].Traceback) != 2 {
		t.Errorf("outputs %+v", out)
	}
	if list, ok := out[0].Data["application/json"].(map[string]any)["v"].([]any); !ok || list[0] != json.Number("1") {
		t.Errorf("JSON data came as %#v", out[0].Data["application/json"])
	}
	if mime, data := cells[1].attachment("dot.png"); mime != "image/png" || data != "iVBORw0KGgo=" {
		t.Errorf("attachment %s %s", mime, data)
	}
}

func TestUpgradeAddsIdsAndNothingElse(t *testing.T) {
	old := `{"cells": [
 {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": "1"},
 {"cell_type": "markdown", "metadata": {}, "source": "1"}
], "metadata": {}, "nbformat": 4, "nbformat_minor": 2}`
	first, second := upgraded(t, old), upgraded(t, old)
	if first != second {
		t.Error("the same notebook got different ids")
	}
	if !strings.Contains(first, `"nbformat_minor": 5`) {
		t.Error("the minor version stayed")
	}
	nb, _ := Parse([]byte(first))
	ids := map[string]bool{}
	for _, c := range nb.Cells() {
		if len(c.ID()) != 8 || ids[c.ID()] {
			t.Errorf("id %q", c.ID())
		}
		ids[c.ID()] = true
	}
	if !strings.Contains(first, "\"execution_count\": null,\n   \"id\": ") {
		t.Errorf("the id does not stand where Jupyter sorts it:\n%s", first)
	}
}

func TestUpgradeAddsWhatCellsLack(t *testing.T) {
	got := upgraded(t, `{"cells": [{"cell_type": "code", "source": "1"}, {"cell_type": "raw", "metadata": [], "source": "1"}],
 "metadata": {}, "nbformat": 4, "nbformat_minor": 5}`)
	for part, want := range map[string]int{`"metadata": {}`: 3, `"outputs": []`: 1, `"execution_count": null`: 1} {
		if n := strings.Count(got, part); n != want {
			t.Errorf("%s stands %d times, want %d:\n%s", part, n, want, got)
		}
	}
}

func upgraded(t *testing.T, text string) string {
	t.Helper()
	nb, err := Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return string(nb.Bytes())
}

func TestRepeatedIdsBecomeDifferent(t *testing.T) {
	text := `{"cells": [
 {"cell_type": "raw", "id": "a", "metadata": {}, "source": ""},
 {"cell_type": "raw", "id": "a", "metadata": {}, "source": ""}
], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}`
	nb, err := Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if a, b := nb.Cells()[0].ID(), nb.Cells()[1].ID(); a != "a" || b == "a" || b == "" {
		t.Errorf("ids %q and %q", a, b)
	}
}

func TestIdsThatAreNoneBecomeValid(t *testing.T) {
	long := strings.Repeat("i", 64)
	for id, valid := range map[string]bool{"a-B_9": true, long: true, long + "i": false, "a b": false, "é": false, "a@b": false, "": false} {
		nb, err := Parse(fmt.Appendf(nil, `{"cells": [{"cell_type": "raw", "id": %q, "metadata": {}, "source": ""}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}`, id))
		if err != nil {
			t.Fatal(err)
		}
		if got := nb.Cells()[0].ID(); (got == id) != valid || !isID(got) {
			t.Errorf("%q became %q", id, got)
		}
	}
}

func TestBadFilesSayWhatIsWrong(t *testing.T) {
	whole, err := os.ReadFile("testdata/jupyter.ipynb")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", "the file is empty"},
		{"cut off", string(whole[:700]), "was cut off"},
		{"cut in a text", `{"cells": "ab`, "was cut off"},
		{"no comma", "{\"a\": 1\n\"b\": 2}", `line 2: not JSON: a comma or } belongs here, got "b":`},
		{"trailing", "{}\n{}", "line 2: not JSON: there is more text"},
		{"single quotes", "{'a': 1}", "line 1: not JSON: a name in quotes belongs here, got 'a':"},
		{"bad escape", `{"a\q": 1}`, "escape"},
		{"bad value", `{"a": nul}`, "a value belongs here, got nul"},
		{"newline in text", "{\"a\": \"b\nc\"}", "line 1: not JSON: a text in quotes"},
		{"latin-1", "{\n\"a\": \"\xe9\"}", "line 2: not UTF-8"},
		{"too deep", strings.Repeat("[", 5000), "nested"},
		{"a list", "[]", "not a notebook"},
		{"other JSON", `{"a": 1}`, "not a notebook"},
		{"version 3", `{"nbformat": 3, "worksheets": []}`, "format 3"},
		{"version 5", `{"nbformat": 5, "cells": []}`, "reads format 4"},
		{"version text", `{"nbformat": "4"}`, "whole number"},
		{"no cells", `{"nbformat": 4, "nbformat_minor": 5}`, "no list of cells"},
		{"cell type", `{"nbformat": 4, "nbformat_minor": 5, "cells": [{"cell_type": "heading", "source": ""}]}`, `cell 1: cell_type is "heading"`},
		{"cell list", `{"nbformat": 4, "nbformat_minor": 5, "cells": [[]]}`, "cell 1: not an object"},
		{"source", `{"nbformat": 4, "nbformat_minor": 5, "cells": [{"cell_type": "raw", "source": 7}]}`, "cell 1: source"},
		{"outputs", `{"nbformat": 4, "nbformat_minor": 5, "cells": [{"cell_type": "code", "source": "", "outputs": {}}]}`, "cell 1: outputs"},
	} {
		if _, err := Parse([]byte(test.text)); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want …%s…", test.name, err, test.want)
		}
	}
}

// A byte order mark, as some Windows editors put, is no part of the notebook.
func TestByteOrderMark(t *testing.T) {
	if _, err := Parse([]byte("\ufeff" + `{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}`)); err != nil {
		t.Error(err)
	}
}

// Some programs write every number with a point; Jupyter reads 4.0 as 4.
func TestWholeNumbersWithAPoint(t *testing.T) {
	nb, err := Parse([]byte(`{"cells": [{"cell_type": "code", "execution_count": 3.0, "metadata": {}, "outputs": [], "source": "1"}], "metadata": {}, "nbformat": 4.0, "nbformat_minor": 5.0}`))
	if err != nil {
		t.Fatal(err)
	}
	if text := string(nb.Bytes()); !strings.Contains(text, `"nbformat": 4,`) {
		t.Errorf("%s", text)
	}
	if _, err := Parse([]byte(`{"cells": [], "nbformat": 4.5, "nbformat_minor": 5}`)); err == nil || !strings.Contains(err.Error(), "whole number") {
		t.Errorf("format 4.5: %v", err)
	}
}

func TestAppendAndSetKernel(t *testing.T) {
	nb := New()
	nb.Append(Markdown, "# A\n\nb")
	nb.Append(Code, "1 + 1")
	if err := nb.SetKernel("saddle", "Saddle", "saddle", map[string]any{"name": "saddle", "version": "1"}); err != nil {
		t.Fatal(err)
	}
	again, err := Parse(nb.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if len(again.Cells()) != 2 || again.Cells()[0].Source() != "# A\n\nb" || again.Language() != "saddle" {
		t.Errorf("came back as\n%s", nb.Bytes())
	}
	if !bytes.Equal(again.Bytes(), nb.Bytes()) {
		t.Error("a notebook made here is not written the same twice")
	}
}

func TestWritingRefusesWhatIsNoPlainFile(t *testing.T) {
	kept := filepath.Join(t.TempDir(), "kept.html")
	if err := os.WriteFile(kept, []byte("old"), 0o444); err != nil {
		t.Fatal(err)
	}
	for path, why := range map[string]string{kept: "read-only", os.DevNull: "not a file", filepath.Dir(kept): "folder"} {
		for _, err := range []error{WriteWhole(path, []byte("new")), Writable(path)} {
			if err == nil || !strings.Contains(err.Error(), why) {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
	long := filepath.Join(t.TempDir(), strings.Repeat("a", 250)+".html")
	if err := WriteWhole(long, []byte("new")); err != nil {
		t.Error(err)
	}
}

func TestWriteFileReplacesWhole(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "a.ipynb"), filepath.Join(dir, "link.ipynb")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	nb := New()
	if err := nb.WriteFile(link); err != nil {
		t.Fatal(err)
	}
	got, _ := os.ReadFile(path)
	if !bytes.Equal(got, nb.Bytes()) {
		t.Errorf("the file holds %q", got)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("permissions became %v", info.Mode())
	}
	if left, _ := os.ReadDir(dir); len(left) != 2 {
		t.Errorf("%d files left behind", len(left)-2)
	}
	if err := nb.WriteFile(filepath.Join(dir, "none", "a.ipynb")); err == nil || !strings.Contains(err.Error(), "a.ipynb") {
		t.Errorf("writing into a folder that is not there: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range []string{"jupyter.ipynb", "unknown.ipynb"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`{"a": [1, -0.5e+3, true, null, "\u00e9"]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := parseJSON(data)
		if err != nil {
			return
		}
		var b bytes.Buffer
		v.write(&b, 0)
		again, err := parseJSON(b.Bytes())
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, b.Bytes())
		}
		var c bytes.Buffer
		again.write(&c, 0)
		if !bytes.Equal(b.Bytes(), c.Bytes()) {
			t.Fatalf("written differently the second time:\n%s\n%s", b.Bytes(), c.Bytes())
		}
		_, _ = Parse(data)
	})
}

// Whatever encoding/json takes, this reader takes, with the same meaning.
func TestAgreesWithEncodingJSON(t *testing.T) {
	for _, text := range []string{`0`, `-1.5E+10`, `"a\u0041\n"`, `[]`, `{}`, ` [ 1 , { "a" : [ ] } ] `, `{"a":{"b":[null,true,false,"",{}]}}`} {
		v, err := parseJSON([]byte(text))
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		decoder := json.NewDecoder(strings.NewReader(text))
		decoder.UseNumber()
		var want any
		if err := decoder.Decode(&want); err != nil {
			t.Fatal(err)
		}
		got, _ := json.Marshal(v.any())
		expected, _ := json.Marshal(want)
		if !bytes.Equal(got, expected) {
			t.Errorf("%s: got %s, want %s", text, got, expected)
		}
	}
}
