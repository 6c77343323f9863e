package session_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/library"
	"saddle/kernel/session"
)

// sayings are a value of each setting of a picture that differs from what is chosen.
var sayings = map[string]string{
	"x": "-1.3..1.7", "y": "-1.1..1.9", "title": `"a title"`, "xlabel": `"along"`, "ylabel": `"upward"`, "width": "400", "height": "300",
	"legend": "false", "xticks": "[0, 0.7]", "yticks": "[0, 0.7]", "aspect": "2.5", "log": "true", "levels": "3", "filled": "false",
	"colours": `"magma"`, "bins": "2", "label": `"another name"`, "numbers": "true", "principal": "true", "rate": "true", "lines": "true",
	"t": "-0.3..0.4", "at": "(0.5, 0.5)", "steps": "2", "across": "7", "azimuth": "10", "elevation": "60", "columns": "1", "descent": "true",
}

// canvases are, by verb, pictures with a place for more settings, among them one for each setting that the verb takes. What is
// drawn before them is at hand in all.
var canvases = map[string][]string{
	"plot":      {"plot(f, ρ§)", "plot(ρ§)", "plot(x -> x^2, x -> x^4§)", "plot((1, 2, 40)§)", "plot(wide§)", "plot(wide.gradient_norm§)", "plot(escapes§)"},
	"animate":   {"animate(ρ§)", "animate(wide§)"},
	"surface":   {"surface(f, ρ§)"},
	"field":     {"field(f§)"},
	"ellipse":   {"ellipse([2, 1; 1, 2]§)", "ellipse(f, (0.5, 0.5)§)"},
	"heatmap":   {"heatmap([1, 2; 30, 4000]§)"},
	"tangent":   {"tangent(x -> x^2, 1§)", "tangent(f, (1, 1)§)"},
	"polar":     {"polar([2, 1; 1, 2]§)", "polar(f, (0.5, 0.5)§)"},
	"profile":   {"profile(f, (1, 1), (1, 2)§)"},
	"scatter":   {"scatter((0.1, 1, 2), (1, 3, 200)§)"},
	"bars":      {"bars((1, -2, 30)§)", "bars((1, 2, 30)§)"},
	"histogram": {"histogram((1, 2, 2, 3, 9)§)"},
	"grid":      {"grid(plot(f), plot(ρ)§)"},
	"line":      {"line((0.1, 1, 2), (1, 3, 200)§)"},
	"implicit":  {"implicit((x, y) -> x^2 + y^2 - 1§)"},
	"mark":      {"mark((1, 1), \"here\"§)"},
	"note":      {"note(\"here\", at = (1, 1)§)", "note(\"here\"§)"},
	"arrow":     {"arrow((1, 1), (2, 3)§)"},
	"vline":     {"vline(1, \"here\"§)"},
	"hline":     {"hline(1, \"here\"§)"},
	"band":      {"band(0.5..1, \"here\"§)", "band(y = 0.5..1§)"},
	"basins":    {"basins(gd, f§)"},
	"inset":     {"plot(f) + inset(plot(f), x = 0..1, y = 0..1.2§)", "plot(f) + inset(plot(f), y = 0..1§)", "plot(f) + inset(plot(f), x = 0..1§)"},
}

// opposites are what a setting may be besides, where the picture has chosen the first by itself.
var opposites = map[string]string{"log": "false"}

// chosenAlready reports whether the opposite of a setting changes a picture that the setting leaves as it is.
func chosenAlready(s *session.Session, canvas, name string) bool {
	with := func(said string) string {
		picture, _ := drawnBy(s, strings.ReplaceAll(canvas, "§", said))
		return picture
	}
	return opposites[name] != "" && with(", "+name+" = "+opposites[name]) != with("")
}

// quiet are settings that are kept for the figure that a picture is added to: there is no legend here to be left out.
var quiet = []string{"legend"}

// TestSettingsAct draws a picture of every verb with every setting there is: it then looks different, or the setting is
// refused; and what a verb lists acts on one of its pictures at least.
func TestSettingsAct(t *testing.T) {
	if racing {
		t.Skip("draws much: run without the race detector, see the Makefile")
	}
	for _, b := range library.Builtins() {
		if b.Topic != "Pictures" || b.Name == "save" {
			continue
		}
		if canvases[b.Name] == nil {
			t.Errorf("%s has no picture here", b.Name)
		}
		t.Run(b.Name, func(t *testing.T) {
			t.Parallel()
			settingsAct(t, b)
		})
	}
}

func settingsAct(t *testing.T, b *eval.Builtin) {
	s := session.New(session.Options{Folder: "testdata"})
	mustRun(t, s, `pictures("svg")
f(x, y) = 0.5x^2 + 1.5y^2
ρ = run(gd, f, from = (1, 1), steps = 12);
wide = run(gd, (x, y, z) -> x^2 + 2y^2 + 3z^2, from = (1, 1, 1), steps = 12);
escapes = escape_times(gd, (x, y) -> x^2 - y^2, from = (0, 0), trials = 20, noise = 0.1);`)
	acts := map[string]bool{}
	for _, canvas := range canvases[b.Name] {
		bare, bareErr := drawnBy(s, strings.ReplaceAll(canvas, "§", ""))
		for name, saying := range sayings {
			code := strings.ReplaceAll(canvas, "§", ", "+name+" = "+saying)
			if strings.Contains(canvas, name+" = ") {
				continue
			}
			picture, err := drawnBy(s, code)
			listed := slices.Contains(b.Settings, name)
			switch {
			case err != nil && bareErr == nil && !listed && !strings.Contains(err.Error(), name):
				t.Errorf("%s is refused without its name: %v", code, err)
			case err != nil:
			case !listed:
				t.Errorf("%s is drawn, but %s is not listed", code, name)
			case picture == bare && chosenAlready(s, canvas, name):
				acts[name] = true
			case picture == bare && !slices.Contains(quiet, name):
				t.Errorf("%s does nothing", code)
			case picture != bare:
				acts[name] = true
			}
		}
	}
	for _, name := range b.Settings {
		if sayings[name] == "" {
			t.Errorf("%s: nothing is said of %s here", b.Name, name)
		} else if own := b.Name + " " + name; !acts[name] && own != "band y" && !slices.Contains(quiet, name) {
			t.Errorf("%s acts on no picture of %s", name, b.Name)
		}
	}
}

// drawnBy is the last picture of a cell.
func drawnBy(s *session.Session, code string) (picture string, err error) {
	err = s.Execute(context.Background(), code, func(o session.Output) {
		if svg, ok := o.Data["image/svg+xml"].(string); ok {
			picture = svg
		} else if png, ok := o.Data["image/png"].(string); ok {
			picture = png
		}
	})
	return picture, err
}
