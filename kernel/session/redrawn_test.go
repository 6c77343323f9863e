package session_test

import (
	"bytes"
	"context"
	"testing"

	"saddle/kernel/session"
)

// heavy are functions that ask for an interrupt while they are evaluated at a block of points: f and g are formulas, h is
// computed at each point by a recursion that the point decides.
const heavy = `f(x, y) = sum(sin(k x y) + cos(k x) exp(-k y^2) for k in 1..40)
g(x) = sum(sin(k x)/k for k in 1..1500)
h(x) = if x < 0.01 then x^2 else h(x/2) + h(x/3)`

// redrawn are pictures of them, by what they are.
var redrawn = map[string]string{
	"contours":  "plot(f, x = -1..1, y = -1..1)",
	"surface":   "surface(f, x = -1..1, y = -1..1)",
	"curve":     "plot(g, x = -1..1)",
	"computed":  "plot(h, x = 0..1)",
	"arrows":    "field((x, y) -> sum(sin(k x y) for k in 1..40), x = -1..1, y = -1..1)",
	"zero":      "implicit((x, y) -> f(x, y) - 30, x = -1..1, y = -1..1)",
	"roots":     "roots(x -> g(x) - 1, x = 0..1)",
	"profile":   "profile(f, (0.3, 0.2), (1, 1))",
	"verdict":   "classify(f, (0.3, 0.2))",
	"run":       "run(gd(η = 1e-6), f, from = (0.3, 0.2), steps = 3)",
	"moving":    "animate(plot(run(gd(η = 1e-6), f, from = (0.3, 0.2), steps = 3), x = -1..1, y = -1..1))",
	"minimised": "plot(c -> minimize(x -> (x - c)^4 + x^2, from = 1).value, x = -1..1)",
}

// A picture that a later cell shows again is the picture that the cell that made it showed. So it is when it is drawn from
// another side.
func TestPicturesAreDrawnAgain(t *testing.T) {
	for name, code := range redrawn {
		t.Run(name, func(t *testing.T) {
			s := session.New(session.Options{})
			mustRun(t, s, heavy)
			first := showing(t, s, "p = "+code+"\np")
			again := showing(t, s, "p")
			if len(first) == 0 || len(first) != len(again) {
				t.Fatalf("%d outputs, and %d again", len(first), len(again))
			}
			for i := range first {
				sameShown(t, first[i], again[i])
			}
		})
	}
}

// sameShown compares what two cells show, and the pictures as they are drawn after their cells.
func sameShown(t *testing.T, first, again session.Output) {
	t.Helper()
	for _, form := range []string{"text/plain", "image/png"} {
		if first.Data[form] != again.Data[form] {
			t.Errorf("%s is\n%.300v\nand again\n%.300v", form, first.Data[form], again.Data[form])
		}
	}
	if again.Live == nil {
		return
	}
	seen, err := again.Live.Seen(context.Background(), session.Sight{})
	if err != nil || !bytes.Equal(seen.Data, again.Live.Data) {
		t.Errorf("seen after its cell it is another picture, %v", err)
	}
}

// showing runs a cell in a context that ends with it, and gives its outputs.
func showing(t *testing.T, s *session.Session, code string) (outputs []session.Output) {
	t.Helper()
	ctx, end := context.WithCancel(context.Background())
	defer end()
	if err := s.Execute(ctx, code, func(o session.Output) {
		if o.Kind != session.Progress {
			outputs = append(outputs, o)
		}
	}); err != nil {
		t.Fatal(err)
	}
	return outputs
}
