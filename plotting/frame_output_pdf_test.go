//go:build !js

package plotting

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
)

// pdfStreams are the streams of a PDF, unpacked.
func pdfStreams(t *testing.T, pdf []byte) string {
	t.Helper()
	var all strings.Builder
	for _, m := range regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`).FindAllSubmatch(pdf, -1) {
		r, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue // a font's tables are not text
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(content)
	}
	return all.String()
}

// inPDF is a text as a PDF has it: UTF-16, its brackets and backslashes escaped.
func inPDF(text string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(text)) {
		for _, c := range []byte{byte(u >> 8), byte(u)} {
			if strings.IndexByte(`()\`, c) >= 0 {
				b.WriteByte('\\')
			}
			if c == '\r' {
				b.WriteString(`\r`)
				continue
			}
			b.WriteByte(c)
		}
	}
	return b.String()
}

// A PDF carries its texts as texts, in either language, with a title and what it shows.
func TestPDFText(t *testing.T) {
	f := New(Contours{F: field(func(x, y float64) float64 { return x*x + 3*y*y }), Name: "f"}, Path{Name: "梯度下降", Points: straight(9, 0, 0, 0.1, 0.1)}, Remark{At: [2]float64{0.3, 0.3}, Text: "here (η)"})
	f.Title, f.XLabel = "鞍点 → 0", "θ"
	picture, err := f.PDF(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	content := pdfStreams(t, picture.Data)
	for _, want := range []string{f.Title, f.XLabel, "梯度下降", "here (η)", "0.2", "f"} {
		if !strings.Contains(content, "("+inPDF(want)+") Tj") {
			t.Errorf("no text says %q", want)
		}
	}
	if n := strings.Count(content, "3 Tr"); n < 15 {
		t.Errorf("only %d texts lie unseen over their outlines", n)
	}
	for _, told := range []string{f.Title, f.Describe(t.Context())} {
		if !bytes.Contains(picture.Data, []byte("(\xfe\xff"+inPDF(told))) {
			t.Errorf("the page does not tell %q", told)
		}
	}
	if want := fmt.Sprintf("/MediaBox [0 0 %.2f %.2f]", 0.75*float64(picture.Width), 0.75*float64(picture.Height)); !bytes.Contains(picture.Data, []byte(want)) {
		t.Errorf("the page is not %s", want)
	}
}
