package plotting

import (
	"bytes"
	"context"
	"image/png"
	"testing"
)

func momentumRun(steps int) *Figure {
	points := descend(rosenbrock, -1.2, 1, 1e-3, 0.9, steps)
	var values []float64
	for _, q := range points {
		values = append(values, rosenbrock(q[0], q[1]))
	}
	return New(Contours{F: field(rosenbrock), Name: "f"}, Path{Name: "momentum", Points: points, Values: values})
}

// TestReelStops looks at frames of one reel: they differ by step, have the
// animation's size, and no function is called for them.
func TestReelStops(t *testing.T) {
	calls := 0
	counted := func(f Field) Field {
		return func(x, y, out []float64) { calls++; f(x, y, out) }
	}
	path := Path{Name: "run", Points: descend(saddle, 0.9, 0.01, 0.05, 0, 20)}
	for name, f := range map[string]*Figure{
		"plane":   New(Contours{F: counted(field(saddle)), Name: "f"}, path),
		"surface": New(Surface{F: counted(field(saddle)), Name: "f"}, path),
	} {
		f.DPI = 48
		r, err := Animation{Figure: f}.Reel(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		moving, err := r.PNG(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		calls = 0
		var before []byte
		for _, step := range []int{0, 5, 19, 20} {
			frame, err := r.Frame(context.Background(), step)
			if err != nil {
				t.Fatal(err)
			}
			drawn, err := png.Decode(bytes.NewReader(frame.Data))
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Equal(frame.Data, before) {
				t.Errorf("%s: step %d looks like the one before", name, step)
			}
			if frame.Width != moving.Width || frame.Height != moving.Height || drawn.Bounds().Dx() != frame.Width/2 {
				t.Errorf("%s: a frame of %d×%d, the animation has %d×%d", name, frame.Width, frame.Height, moving.Width, moving.Height)
			}
			before = frame.Data
		}
		if beyond, err := r.Frame(context.Background(), 1000); err != nil || !bytes.Equal(beyond.Data, before) {
			t.Errorf("%s: beyond the end it is not the whole picture, %v", name, err)
		}
		if calls > 0 {
			t.Errorf("%s: the function was called %d times for frames", name, calls)
		}
		cancelled, cancel := context.WithCancel(context.Background())
		cancel()
		if _, err := r.Frame(cancelled, 3); err != context.Canceled {
			t.Errorf("%s: interrupted: %v", name, err)
		}
	}
}

// TestReelReports counts the frames it tells of, of a surface fewer than of a
// plane.
func TestReelReports(t *testing.T) {
	for _, ground := range []Layer{Contours{F: field(saddle)}, Surface{F: field(saddle)}} {
		f := New(ground, Path{Points: straight(51, 0, 0, 0.5, 0.5)})
		f.Width, f.Height, f.DPI = 100, 100, 48
		told := 0
		a := Animation{Figure: f, Progress: func(done int) {
			if done != told {
				t.Errorf("%d frames are drawn, want %d", done, told)
			}
			told++
		}}
		picture, err := a.PNG(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if frames := bytes.Count(picture.Data, []byte("fcTL")); told != frames-1 || frames != a.Frames() {
			t.Errorf("told of %d of %d frames, %d expected", told, frames, a.Frames())
		}
	}
}

func BenchmarkReel(b *testing.B) {
	for b.Loop() {
		if _, err := (Animation{Figure: momentumRun(100)}).PNG(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFrame(b *testing.B) {
	r, err := Animation{Figure: momentumRun(100)}.Reel(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	step := 0
	for b.Loop() {
		step++
		if _, err := r.Frame(context.Background(), step%100); err != nil {
			b.Fatal(err)
		}
	}
}

// TestReelCountsSteps thins a run out: the moving picture counts its steps, not the points that were kept.
func TestReelCountsSteps(t *testing.T) {
	all := descend(saddle, 0.9, 0.01, 0.05, 0, 40)
	var kept Path
	for step := 0; step <= 40; step += 4 {
		kept.Points, kept.Steps = append(kept.Points, all[step]), append(kept.Steps, step)
		kept.Values = append(kept.Values, float64(step))
	}
	a := Animation{Figure: New(kept)}
	if got := a.steps(); got != 40 {
		t.Errorf("the last step is %d", got)
	}
	for i, step := range a.shown() {
		if step != 4*i {
			t.Errorf("frame %d is of step %d", i, step)
		}
	}
	for step := range 41 {
		upto := kept.upto(step).(Path)
		if n := len(upto.Points); n != step/4+1 || kept.stepAt(step) != step/4*4 {
			t.Errorf("at step %d there are %d points, the last of step %d", step, n, kept.stepAt(step))
		}
		if v, ok := (&trail{Path: kept}).valueAt(step); !ok || v != float64(step/4*4) {
			t.Errorf("at step %d the value is %v", step, v)
		}
	}
	if note := kept.note(view{x: Range{-10, 10}, y: Range{-0.05, 0.05}}, 0); note != "leaves at step 20" {
		t.Errorf("the note is %q", note)
	}
}
