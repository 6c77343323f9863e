package widget

import (
	"context"
	"math"
	"slices"
	"strconv"

	"saddle/kernel/server"
	"saddle/kernel/session"
)

// player is a moving picture over a button that plays it and a slider over its steps. The picture moves by itself until
// one of them is touched.
type player struct {
	*session.Player
	image, button *model
	every         int // steps from one stop to the next
	step          int // that is shown; -1 while the picture moves by itself
}

const (
	mostStops = 120 // of a picture that is played from the start to the end
	pause     = 125 // milliseconds between two stops
)

// newPlayer is the board of a moving picture.
func newPlayer(p *session.Player, still server.Bundle) *board {
	play := &player{Player: p, step: -1, every: 1 + p.Steps/mostStops}
	b := &board{react: play.react}
	image := visible(controlsModule, "Image", object{"format": "png", "width": strconv.Itoa(p.Width), "height": ""})
	image[0].state["max_width"], image[0].state["height"] = "100%", "auto"
	play.image = image[len(image)-1]
	play.image.bytes = map[string][]byte{"value": p.Moving}
	button := counter("Play", "DescriptionStyle", p, object{"step": play.every, "interval": pause, "playing": false, "repeat": false, "show_repeat": false})
	play.button = button[len(button)-1]
	slide := counter("IntSlider", "SliderStyle", p, slider(object{"step": 1, "readout_format": "d"}))
	slide[len(slide)-1].state["description"] = p.Label
	from, to := button[len(button)-1].reference(), slide[len(slide)-1].reference()
	link := newModel(controlsModule, "Link", "", object{"source": []any{from, "value"}, "target": []any{to, "value"}})
	row := newBox("HBox", from, to)
	b.models = slices.Concat(image, button, slide, []*model{link}, row, newBox("VBox", play.image.reference(), row[len(row)-1].reference()))
	return b.finish(still)
}

// counter is a control that stands at a step; it begins where the picture ends.
func counter(name, styleName string, p *session.Player, state object) []*model {
	style := newStyle(styleName)
	whole := object{"value": p.Steps, "min": 0, "max": p.Steps, "description": "", "description_allow_html": false, "disabled": false, "style": style.reference()}
	for key, value := range state {
		whole[key] = value
	}
	return append([]*model{style}, visible(controlsModule, name, whole)...)
}

// react shows the step that a control has been moved to. The button stops where its next step would be beyond the end; it
// is moved there, or else it would stay stuck.
func (p *player) react(ctx context.Context, m *model, said object) []news {
	at, _ := m.state["value"].(float64)
	if playing, ok := said["playing"].(bool); ok && !playing && m == p.button && at < float64(p.Steps) && at+float64(p.every) > float64(p.Steps) {
		return append(p.stop(ctx, p.Steps), news{model: m, state: object{"value": p.Steps}})
	}
	value, ok := said["value"].(float64)
	if !ok || math.IsNaN(value) {
		return nil
	}
	return p.stop(ctx, int(math.Max(0, math.Min(value, float64(p.Steps)))))
}

// stop shows the picture at a step; an interrupt leaves it as it is.
func (p *player) stop(ctx context.Context, step int) []news {
	if step == p.step || step == p.Steps && p.step < 0 {
		return nil
	}
	frame, err := p.Frame(session.Yielding(ctx), step)
	if err != nil {
		return nil
	}
	p.step = step
	return []news{{model: p.image, state: object{}, bytes: map[string][]byte{"value": frame}}}
}
