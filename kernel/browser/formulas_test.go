package browser

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestFormulas(t *testing.T) {
	for _, c := range []struct{ name, content, want, not string }{
		{"a result", `{"data": {"text/plain": "2 x", "text/latex": "$\\displaystyle 2 x$"}, "metadata": {}}`, `<math display="block"><semantics>`, ""},
		{"its source is there still", `{"data": {"text/latex": "$\\displaystyle 2 x$"}}`, `"text/latex":"$\\displaystyle 2 x$"`, ""},
		{"in a table", `{"data": {"text/html": "<td>a</td><td>$\\displaystyle x &lt; y$</td>"}}`, `<mo>&lt;</mo>`, `displaystyle x &lt; y$</td>`},
		{"HTML comes before LaTeX", `{"data": {"text/html": "<b>a</b>", "text/latex": "$\\displaystyle 2 x$"}}`, `<b>a</b>"`, "<math"},
		{"in a widget", `{"data": {"method": "update", "state": {"outputs": [{"data": {"text/latex": "$\\displaystyle 2 x$"}}]}}}`, "<math", ""},
		{"a price", `{"data": {"text/html": "$5 and $6, no \\displaystyle "}}`, "$5 and $6", "<math"},
		{"what is unknown", `{"data": {"text/latex": "$\\displaystyle \\nosuch{x}$"}}`, `<code class=\"formula\">$\\displaystyle \\nosuch{x}$</code>`, "<math"},
		{"a number keeps its digits", `{"n": 12345678901234567890, "data": {"text/latex": "$\\displaystyle 2$"}}`, "12345678901234567890", ""},
	} {
		got := string(withFormulas(json.RawMessage(c.content)))
		plain := strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(got)
		if !strings.Contains(plain, c.want) && !strings.Contains(strings.ReplaceAll(plain, `\"`, `"`), c.want) || c.not != "" && strings.Contains(plain, c.not) {
			t.Errorf("%s: %s", c.name, plain)
		}
	}
}

// Only a page that asks for it gets MathML; JupyterLab sets formulas itself.
func TestFormulasWhereAsked(t *testing.T) {
	for _, asked := range []bool{true, false} {
		c := converse(t, Page{Formulas: asked})
		result := c.hear("execute_result", c.say("shell", "execute_request", `{"code": "f(x) = x^2/3\nf'(t)"}`))
		page, _ := result.Content["data"].(map[string]any)["text/html"].(string)
		if set := strings.Contains(page, "<mfrac>"); set != asked {
			t.Errorf("asked: %t; %s", asked, page)
		}
	}
}
