package browser

import (
	"bytes"
	"encoding/json"
	"html"
	"regexp"
	"strings"
	"sync"

	"saddle/kernel/notebook/mathml"
)

// formula is how the kernel writes one into text/latex and text/html. A dollar of a reader's own text begins none.
var formula = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\$(\\displaystyle (?:[^$\\]|\\.)*)\$`) })

// withFormulas is the content of a message with MathML where it has formulas: in text/html in their places, and as text/html
// where there is text/latex alone. What stands in the state of a widget counts too.
func withFormulas(content json.RawMessage) json.RawMessage {
	if !bytes.Contains(content, []byte(`\\displaystyle `)) {
		return content
	}
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.UseNumber()
	var whole any
	if decoder.Decode(&whole) != nil {
		return content
	}
	setBundles(whole)
	changed, err := json.Marshal(whole)
	if err != nil {
		return content
	}
	return changed
}

// setBundles sets the formulas of all bundles of media types within a value.
func setBundles(v any) {
	switch v := v.(type) {
	case []any:
		for _, each := range v {
			setBundles(each)
		}
	case map[string]any:
		if page, ok := v["text/html"].(string); ok {
			v["text/html"] = setAll(page)
		} else if latex, ok := v["text/latex"].(string); ok {
			v["text/html"] = setAll(html.EscapeString(latex))
		}
		for _, each := range v {
			setBundles(each)
		}
	}
}

// unescaped undoes html.EscapeString. Package html's own would bring its table of 2231 entities into the page.
var unescaped = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&#34;", `"`, "&#39;", "'")

// setAll sets the formulas of some HTML. What cannot be set stays as its source.
func setAll(page string) string {
	return formula().ReplaceAllStringFunc(page, func(found string) string {
		source := unescaped.Replace(formula().FindStringSubmatch(found)[1])
		set, err := new(mathml.Typesetter).Typeset(source, true)
		if err != nil {
			return `<code class="formula">` + found + `</code>`
		}
		return `<span class="display">` + set + `</span>`
	})
}
