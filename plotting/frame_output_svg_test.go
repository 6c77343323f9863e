package plotting

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// svgText reads an SVG: what its elements of a name say.
func svgText(t *testing.T, svg []byte) map[string][]string {
	t.Helper()
	texts, open := map[string][]string{}, []string{}
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return texts
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			open = append(open, token.Name.Local)
			if name := token.Name.Local; name == "text" || name == "title" || name == "desc" {
				texts[name] = append(texts[name], "")
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			for _, name := range open {
				if said := texts[name]; len(said) > 0 {
					said[len(said)-1] += string(token)
				}
			}
		}
	}
}

// An SVG carries its texts as texts, in either language, with a title and what it shows, and no mark of a text is left.
func TestSVGText(t *testing.T) {
	for name, f := range map[string]*Figure{
		"plane":   {Title: "鞍点 x_1^2 < 10^-3 & more", XLabel: "学习率", Layers: []Layer{Contours{F: field(saddle), Name: "f"}, Remark{At: [2]float64{1, 1}, Text: "here"}}},
		"surface": {Title: "鞍点 x_1^2 < 10^-3 & more", XLabel: "学习率", Layers: []Layer{Surface{F: field(saddle), Name: "f"}, Remark{At: [2]float64{1, 1}, Text: "here"}}},
	} {
		picture, err := f.SVG(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		texts := svgText(t, picture.Data)
		all := strings.Join(texts["text"], "\n")
		for _, want := range []string{"鞍点 x12 < 10−3 & more", "学习率", "here", "f"} {
			if !strings.Contains(all, want) {
				t.Errorf("%s: no text says %q: %q", name, want, all)
			}
		}
		if name == "plane" && !strings.Contains(all, "−2") {
			t.Errorf("no level line says its value: %q", all)
		}
		if got := texts["title"]; len(got) != 1 || got[0] != f.Title {
			t.Errorf("%s: the title is %q", name, got)
		}
		if got := texts["desc"]; len(got) != 1 || got[0] != f.Describe(t.Context()) {
			t.Errorf("%s: the description is %q", name, got)
		}
		if bytes.Contains(picture.Data, []byte("-98765")) {
			t.Errorf("%s: a mark is left", name)
		}
		if again, _ := f.SVG(t.Context()); !bytes.Equal(again.Data, picture.Data) {
			t.Errorf("%s: drawn again it differs", name)
		}
	}
}
