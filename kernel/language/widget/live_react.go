package widget

import (
	"context"
	"math"
	"slices"
	"time"

	"saddle/kernel/server"
	"saddle/kernel/session"
)

// react does what the page asks for.
func (l *live) react(ctx context.Context, m *model, said object) []news {
	if m != l.scene {
		return l.reactToControl(ctx, m, said)
	}
	return l.answered(said["asked"], l.reactToScene(ctx, said))
}

// answered tells the page that a question of a number is answered, with the pictures if there are any. Without a number the
// page does not count.
func (l *live) answered(number any, all []news) []news {
	if n, ok := number.(float64); !ok || !finite(n) {
		return all
	}
	for _, n := range all {
		if n.model == l.scene && n.state["drawn"] != nil {
			n.state["answered"] = number
			return all
		}
	}
	return append(all, news{model: l.scene, state: object{"answered": number}})
}

// reactToScene does what the page asks for over the pictures.
func (l *live) reactToScene(ctx context.Context, said object) []news {
	var all []news
	if said["ready"] == true && !l.ready {
		all = l.arrange()
	}
	released := l.hold(said)
	if alone, ok := said["alone"].(bool); ok {
		l.alone = alone
	}
	turned := l.turn(said["turn"])
	switch moved := l.move(said["at"]); {
	case moved || released && turned == nil && l.dragged() || l.settled(said):
		all = append(all, l.rerun(ctx)...)
	case turned != nil || released:
		all = append(all, l.redraw(ctx, turned)...)
	case l.behind && !l.alone:
		all = append(all, l.around(nil)...)
	}
	if asked, ok := said["look"]; ok && !l.moving {
		all = append(all, news{model: l.scene, state: object{"found": l.find(asked)}})
	}
	if _, ok := said["rest"]; ok {
		all = append(all, l.rest()...)
	}
	return all
}

// reactToControl runs the cell again when a slider, a menu or a switch has moved.
func (l *live) reactToControl(ctx context.Context, m *model, said object) []news {
	if !l.panel.moves(m, said) {
		return nil
	}
	if !l.ready {
		return l.panel.shown(ctx)
	}
	if !l.quick() && l.took < swift {
		l.passing = true
		l.rebase()
	}
	return l.rerun(ctx)
}

// swift is how long a cell may take for it to be run again once a slider that has moved rests.
const swift = 200 * time.Millisecond

// settled reports whether the page says that a slider rests that has moved, since a number of pictures, so that whole ones are
// wanted.
func (l *live) settled(said object) bool {
	_, rests := said["rest"]
	if rests = rests || said["settle"] == float64(l.count); !rests || !l.passing || l.moving {
		return false
	}
	l.passing = false
	l.rebase()
	return true
}

// hold takes from the page whether the pointer is down, and reports whether it has just been lifted. While it is down
// the planes stay as they are.
func (l *live) hold(said object) (released bool) {
	down, ok := said["moving"].(bool)
	if !ok {
		return false
	}
	released = l.moving && !down
	if down && !l.moving {
		l.keepPlaces()
	}
	if !down {
		for _, p := range l.pictures {
			p.kept = nil
		}
	}
	if down != l.moving {
		l.moving = down
		l.rebase()
	}
	return released
}

// rebase lets the next frame of each picture be whole, and while others follow soon those after it be laid over it.
func (l *live) rebase() {
	for _, p := range l.pictures {
		if p.base = nil; l.quick() {
			p.base = &session.Base{}
		}
	}
}

// keepPlaces keeps the places of the pictures as they are, so that axes stand still under what is moved.
func (l *live) keepPlaces() {
	for _, p := range l.pictures {
		p.kept = slices.Clone(p.Places)
		for k := range p.kept {
			p.kept[k].Plane = l.takesPoints(p.kept[k])
		}
	}
}

// dragged reports whether there are points, so that a lifted pointer may have moved one.
func (l *live) dragged() bool { return len(l.points) > 0 }

// move takes where the points are, and reports whether one is elsewhere than before.
func (l *live) move(said any) (moved bool) {
	all, _ := said.([]any)
	for n, point := range all {
		pair, _ := point.([]any)
		if n >= len(l.first) || len(pair) != 2 {
			continue
		}
		for k, v := range pair {
			x, ok := v.(float64)
			if at := l.first[n] + k; ok && finite(x) && x != l.places[at] {
				l.places[at], moved = x, true
			}
		}
	}
	return moved
}

// turn takes from where a surface is looked at: [picture, place, azimuth, elevation], or as at first without the last two.
// It is the picture; nil where none is turned.
func (l *live) turn(said any) *picture {
	numbers := numbersOf(said)
	if len(numbers) != 2 && len(numbers) != 4 {
		return nil
	}
	p, k := l.pictureAt(numbers[0]), int(numbers[1])
	if p == nil || k < 0 || k >= len(p.Places) || p.Places[k].Camera == nil {
		return nil
	}
	if len(numbers) == 2 {
		delete(p.cameras, k)
	} else {
		p.cameras[k] = session.Camera{Azimuth: numbers[2], Elevation: math.Max(-90, math.Min(90, numbers[3]))}
	}
	return p
}

// redraw draws the picture that was turned, or all that can be where none is given: the cell does not run again.
func (l *live) redraw(ctx context.Context, turned *picture) []news {
	for _, p := range l.pictures {
		if turned != nil && p != turned || turned == nil && len(p.cameras) == 0 {
			continue
		}
		seen, err := p.Seen(session.Yielding(ctx), session.Sight{Cameras: p.cameras, Quick: l.quick()})
		if err != nil {
			return nil // interrupted: it stays as it is
		}
		p.frame, p.part = seen.Data, seen.Part
	}
	return []news{l.drawn()}
}

// find is what the page is told of the point that it looks at: [picture, place, x, y, and how far is near along each axis].
func (l *live) find(asked any) any {
	numbers := numbersOf(asked)
	if len(numbers) != 6 || !(numbers[4] > 0 && numbers[5] > 0) {
		return nil
	}
	p := l.pictureAt(numbers[0])
	if p == nil || l.failed {
		return nil
	}
	found, ok := p.Probe(int(numbers[1]), [2]float64{numbers[2], numbers[3]}, [2]float64{numbers[4], numbers[5]})
	if !ok || !finite(found.At[0]) || !finite(found.At[1]) {
		return nil
	}
	return object{"text": found.Text, "at": found.At[:], "mark": found.Mark, "of": []any{numbers[0], numbers[1]}}
}

// rest makes what stands for the cell where nothing moves that which the reader saw last.
func (l *live) rest() []news {
	if l.failed || l.moving {
		return nil
	}
	data, metadata := session.Still(l.outputs)
	return []news{{still: &server.Bundle{Data: data, Metadata: metadata}}}
}

func (l *live) pictureAt(number float64) *picture {
	if i := int(number); number >= 0 && i < len(l.pictures) {
		return l.pictures[i]
	}
	return nil
}

// numbersOf are the entries of a list of finite numbers; nil where there is another thing among them.
func numbersOf(said any) []float64 {
	list, _ := said.([]any)
	numbers := make([]float64, len(list))
	for i, v := range list {
		x, ok := v.(float64)
		if !ok || !finite(x) {
			return nil
		}
		numbers[i] = x
	}
	return numbers
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
