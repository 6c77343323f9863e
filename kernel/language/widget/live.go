package widget

import (
	"context"
	_ "embed"
	"slices"
	"strconv"
	"time"

	"saddle/kernel/server"
	"saddle/kernel/session"
	"saddle/numerics/reason"
)

// module is what draws in the page, a module for anywidget.
//
//go:embed live.js
var module string

// live is a panel whose pictures are alive: points are dragged in them, surfaces turned, values said. Until the page has
// loaded the module, and where it does not, the panel stands as it is, with sliders for the coordinates of a point.
type live struct {
	*panel
	scene    *model // of the pictures, in the page
	after    *model // the outputs behind the first picture; nil until the page is ready
	box      *model // that holds all
	children []string
	points   []string      // the names of the points; their controls follow each other in pairs
	first    []int         // the first control of each
	ready    bool          // the page has loaded the module
	moving   bool          // the pointer is down
	passing  bool          // a slider has moved, and the page has not yet said that it rests
	took     time.Duration // by the newest run of the cell, its pictures included
	alone    bool          // while it is, pictures are wanted without what the cell shows around them
	behind   bool          // that has changed since the page was told of it
	erred    bool          // the page has been told of an error

	outputs  []session.Output // of the newest run that did not fail
	pictures []*picture
	failed   bool
	count    int // of times that the page was told of pictures
}

// picture is one of the pictures of the cell.
type picture struct {
	*session.Live
	text    string       // what it says of itself
	frame   []byte       // as it is seen
	part    session.Part // what the frame is of the whole
	cameras map[int]session.Camera
	kept    []session.Place // where points are dragged, while one is; nil: they are chosen
	base    *session.Base   // the first picture since the pointer went down, over which the next ones are laid; nil: it is up
}

// newLive is the board of a cell's controls over its pictures; nil where it has none.
func newLive(i *session.Interaction, still server.Bundle) *board {
	b := newPanel(i, still)
	l := &live{panel: b.panel, outputs: i.Outputs}
	if l.show(i.Outputs); len(l.pictures) == 0 {
		return nil
	}
	l.box = b.models[len(b.models)-1]
	at := l.choosePoints(i.Controls)
	state := object{
		"_anywidget_id": "saddle.live", "_esm": module, "_css": "", "words": wordsIn(i.Locale()),
		"ready": false, "passing": false, "settle": 0, "moving": false, "alone": false, "names": l.points, "at": at, "turn": nil, "look": nil, "found": nil, "rest": 0,
		"asked": 0, "answered": 0, "failed": false, "pictures": l.described(), "drawn": 0,
	}
	scene := visible(anyModule, "Any", state)
	l.scene = scene[1]
	l.scene.bytes = l.frames()
	l.scene.heard = []string{"ready", "settle", "moving", "alone", "at", "turn", "look", "rest", "asked"}
	l.children = append(l.children, l.output.reference(), l.scene.reference())
	b.models = slices.Concat(b.models[:len(b.models)-2], scene, b.models[len(b.models)-2:])
	b.react = l.react
	return b.finish(still)
}

// choosePoints says where the points that are dragged in a flat picture stand; the other controls become children, sliders and the like.
func (l *live) choosePoints(controls []session.Control) (at []any) {
	at = []any{}
	flat := slices.ContainsFunc(l.pictures, func(p *picture) bool { return slices.ContainsFunc(p.Places, l.takesPoints) })
	for n, control := range controls {
		switch {
		case control.Point == "" || !flat:
			l.children = append(l.children, l.controls[n].reference())
		case !slices.Contains(l.points, control.Point):
			l.points, l.first = append(l.points, control.Point), append(l.first, n)
			at = append(at, []any{l.places[n], l.places[n+1]})
		}
	}
	return at
}

// wordsIn are what a reader of the screen hears, in a language.
func wordsIn(locale reason.Locale) object {
	return object{
		"point":   reason.Both("point {1}: drag it, or press the arrow keys", "点 {1}：拖动它，或按方向键").In(locale),
		"kind":    reason.Both("point in the plane", "平面上的点").In(locale),
		"surface": reason.Both("surface: drag it or press the arrow keys to turn it", "曲面：拖动或按方向键转动").In(locale),
	}
}

// show takes the pictures of a run; how they are seen stays.
func (l *live) show(outputs []session.Output) {
	n := 0
	for _, o := range outputs {
		if o.Live == nil {
			continue
		}
		if n == len(l.pictures) {
			l.pictures = append(l.pictures, &picture{cameras: map[int]session.Camera{}})
		}
		p := l.pictures[n]
		p.Live, p.frame, p.part = o.Live, o.Live.Data, o.Live.Part
		if text, _ := o.Data["text/plain"].(string); text != "" {
			p.text = text
		}
		n++
	}
	l.pictures = l.pictures[:n]
}

// takesPoints reports whether points are dragged in a place: in planes, and where no picture shows one in whatever has two
// axes.
func (l *live) takesPoints(place session.Place) bool {
	plane := func(p *picture) bool {
		return slices.ContainsFunc(p.Places, func(q session.Place) bool { return q.Plane })
	}
	return place.Plane || place.Camera == nil && !slices.ContainsFunc(l.pictures, plane)
}

// described are the pictures as the page wants to know them.
func (l *live) described() []any {
	all := []any{}
	for _, p := range l.pictures {
		places := []any{}
		for k := range p.Places {
			places = append(places, l.describedPlace(p, k))
		}
		said := object{"width": p.Width, "height": p.Height, "places": places, "alt": p.text, "part": nil}
		if part := p.part; part.Width > 0 {
			said["part"] = []any{part.Rect.Min.X, part.Rect.Min.Y, part.Width, part.Height}
		}
		all = append(all, said)
	}
	return all
}

// describedPlace is place k of a picture as the page knows it: its edges, its axes, and from where a surface in it is seen.
func (l *live) describedPlace(p *picture, k int) object {
	place := p.Places[k]
	said := object{
		"left": place.Left, "top": place.Top, "right": place.Right, "bottom": place.Bottom, "plane": l.takesPoints(place),
		"x": object{"min": place.X.Min, "max": place.X.Max, "log": place.X.Log, "unit": place.X.Unit},
		"y": object{"min": place.Y.Min, "max": place.Y.Max, "log": place.Y.Log, "unit": place.Y.Unit},
	}
	if place.Camera != nil {
		camera := *place.Camera
		if turned, ok := p.cameras[k]; ok {
			camera = turned
		}
		said["turn"] = []any{camera.Azimuth, camera.Elevation}
	}
	return said
}

// frames are the pictures by the names under which the page knows them: what is laid over one leaves that as it is.
func (l *live) frames() map[string][]byte {
	frames := map[string][]byte{}
	for i, p := range l.pictures {
		name := "frame"
		if p.part.Width > 0 {
			name = "part"
		}
		frames[name+strconv.Itoa(i)] = p.frame
	}
	return frames
}

// arrange puts the pictures into the place of the panel's output, once the page can draw them.
func (l *live) arrange() []news {
	l.ready = true
	after := visible(outputModule, "Output", object{"msg_id": "", "outputs": []any{}})
	l.after = after[1]
	l.children = append(l.children, l.after.reference())
	return append([]news{{opens: after}, {model: l.box, state: object{"children": l.children}}}, l.around(nil)...)
}

// around tells what the cell shows besides the pictures: before the first of them, and after it, with an error last.
func (l *live) around(failed []any) []news {
	l.behind, l.erred = false, len(failed) > 0
	before, after, seen := []session.Output{}, []session.Output{}, false
	for _, o := range l.outputs {
		switch {
		case o.Live != nil:
			seen = true
		case seen:
			after = append(after, o)
		default:
			before = append(before, o)
		}
	}
	if l.after == nil {
		return []news{{model: l.output, state: object{"outputs": append(stored(l.outputs), failed...)}}}
	}
	return []news{
		{model: l.output, state: object{"outputs": stored(before)}},
		{model: l.after, state: object{"outputs": append(stored(after), failed...)}},
	}
}

// rerun runs the cell again and shows what has become of it.
func (l *live) rerun(ctx context.Context) []news {
	start := time.Now()
	outputs, failed := l.panel.outputsOf(ctx, l.sight)
	l.took = time.Since(start)
	if l.failed = len(failed) > 0; l.failed {
		l.rebase() // the page does not get what has been drawn
	} else {
		l.outputs = outputs
		l.show(outputs)
	}
	all := []news{l.drawn()}
	if l.moving && !l.failed && !l.erred && (l.alone || l.quiet()) {
		l.behind = true
		return all
	}
	return append(all, l.around(failed)...)
}

// quiet reports whether the cell shows pictures alone.
func (l *live) quiet() bool {
	return !slices.ContainsFunc(l.outputs, func(o session.Output) bool { return o.Live == nil })
}

// drawn tells the page of the pictures.
func (l *live) drawn() news {
	l.count++ // what is told of the pictures may be as before, so that the page would not notice
	return news{model: l.scene, state: object{"pictures": l.described(), "failed": l.failed, "passing": l.passing, "drawn": l.count}, bytes: l.frames()}
}

// quick reports whether other pictures will follow soon.
func (l *live) quick() bool { return l.moving || l.passing }

// sight is how the picture of a number is seen: while a point is dragged it does not move under it, while a slider moves it moves
// as little as can be.
func (l *live) sight(n int) session.Sight {
	if n >= len(l.pictures) {
		return session.Sight{Quick: l.quick()}
	}
	p := l.pictures[n]
	var before []session.Place
	if l.passing {
		before = p.Places
	}
	return session.Sight{Places: p.kept, Before: before, Cameras: p.cameras, Quick: l.quick(), Memory: l.panel.memory(n), Base: p.base}
}
