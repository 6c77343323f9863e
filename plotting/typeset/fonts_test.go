package typeset

import (
	"os"
	"reflect"
	"testing"
)

// What a page draws looks as it does elsewhere, for it counts as the same picture.
func TestLettersOfPagesAreTheSame(t *testing.T) {
	data, err := os.ReadFile("fonts/DejaVuSans-page.ttf")
	if err != nil {
		t.Fatal(err)
	}
	page := lazyFace(func() []byte { return data })()
	count := 0
	for r := rune(' '); r < 0x1F000; r++ {
		here, ok := page.glyph(r)
		if !ok {
			continue
		}
		count++
		there, ok := latin().glyph(r)
		here.index, there.index = 0, 0
		if !ok || !reflect.DeepEqual(here, there) {
			t.Errorf("%q differs", r)
		}
	}
	if count < 2000 {
		t.Errorf("there are %d letters", count)
	}
	for _, pair := range []string{"AV", "To", "f(", "∇f"} {
		letters := []rune(pair)
		kern := func(f *face) float64 {
			a, _ := f.glyph(letters[0])
			b, _ := f.glyph(letters[1])
			return f.kern(a.index, b.index)
		}
		if kern(page) != kern(latin()) {
			t.Errorf("%s: kerned by %g, elsewhere by %g", pair, kern(page), kern(latin()))
		}
	}
}
