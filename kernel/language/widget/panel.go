package widget

import (
	"context"
	"errors"
	"slices"

	"saddle/kernel/server"
	"saddle/kernel/session"
)

// panel is the controls of a cell and its output.
type panel struct {
	interaction *session.Interaction
	output      *model
	controls    []*model
	places      []float64         // where the controls stand
	memories    []*session.Memory // of its pictures by their numbers
}

// newPanel is the board of a cell's controls at their starts, over the outputs of its first run.
func newPanel(i *session.Interaction, still server.Bundle) *board {
	p := &panel{interaction: i}
	b := &board{react: p.react, panel: p}
	children := []string{}
	for place, control := range i.Controls {
		models := controlModels(control)
		models[len(models)-1].place = place
		b.models, p.controls = append(b.models, models...), append(p.controls, models[len(models)-1])
		children = append(children, models[len(models)-1].reference())
		p.places = append(p.places, control.Start)
	}
	output := visible(outputModule, "Output", object{"msg_id": "", "outputs": stored(i.Outputs)})
	p.output = output[len(output)-1]
	b.models = slices.Concat(b.models, output, newBox("VBox", append(children, p.output.reference())...))
	return b.finish(still)
}

// react runs the cell again when a control has moved.
func (p *panel) react(ctx context.Context, m *model, said object) []news {
	if !p.moves(m, said) {
		return nil
	}
	return p.shown(ctx)
}

// moves takes over where a control has been moved to, and reports whether it stood elsewhere.
func (p *panel) moves(m *model, said object) bool {
	if _, isControl := m.state["description"]; !isControl {
		return false
	}
	place, ok := moved(p.interaction.Controls[m.place], said)
	if !ok || place == p.places[m.place] {
		return false
	}
	p.places[m.place] = place
	return true
}

// shown runs the cell again and tells what it showed, its error included.
func (p *panel) shown(ctx context.Context) []news {
	outputs, failed := p.outputsOf(ctx, func(n int) session.Sight { return session.Sight{Memory: p.memory(n)} })
	return []news{{model: p.output, state: object{"outputs": append(stored(outputs), failed...)}}}
}

// memory keeps what stays as it is of the picture of a number.
func (p *panel) memory(n int) *session.Memory {
	for n >= len(p.memories) {
		p.memories = append(p.memories, &session.Memory{})
	}
	return p.memories[n]
}

// outputsOf runs the cell again, its pictures seen as sights tells, and is what it showed until its end, and its error, if
// it failed, as a notebook stores it. A cell that an interrupt stopped keeps what it had shown until then.
func (p *panel) outputsOf(ctx context.Context, sights func(int) session.Sight) (outputs []session.Output, failed []any) {
	err := p.interaction.Run(ctx, slices.Clone(p.places), sights, func(o session.Output) {
		if o.Kind != session.Progress {
			outputs = append(outputs, o)
		}
	})
	var failure *session.CellError
	if errors.As(err, &failure) {
		failed = []any{object{"output_type": "error", "ename": failure.Name, "evalue": failure.Value, "traceback": failure.Traceback}}
	}
	return outputs, failed
}

// stored are outputs as a notebook stores them, which is also how the page's output model takes them.
func stored(outputs []session.Output) []any {
	all := []any{}
	for _, o := range outputs {
		if o.Kind == session.Stream {
			if n := len(all); n > 0 && all[n-1].(object)["name"] == o.Name {
				last := all[n-1].(object)
				last["text"] = last["text"].(string) + o.Text
				continue
			}
			all = append(all, object{"output_type": "stream", "name": o.Name, "text": o.Text})
			continue
		}
		metadata := o.Metadata
		if metadata == nil {
			metadata = object{}
		}
		all = append(all, object{"output_type": "display_data", "data": o.Data, "metadata": metadata})
	}
	return all
}
