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
	places      []float64 // where the controls stand
}

// newPanel is the board of a cell's controls at their starts, over the outputs of its first run.
func newPanel(i *session.Interaction, still server.Bundle) *board {
	p := &panel{interaction: i}
	b := &board{react: p.react}
	children := []string{}
	for place, control := range i.Controls {
		models := controlModels(control)
		models[len(models)-1].place = place
		b.models = append(b.models, models...)
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
	if _, isControl := m.state["description"]; !isControl {
		return nil
	}
	place, ok := moved(p.interaction.Controls[m.place], said)
	if !ok || place == p.places[m.place] {
		return nil
	}
	p.places[m.place] = place
	return []news{{model: p.output, state: object{"outputs": p.rerun(ctx)}}}
}

// rerun runs the cell again and is what it showed, its error included. A cell that an interrupt stopped keeps what it
// had shown until then.
func (p *panel) rerun(ctx context.Context) []any {
	var outputs []session.Output
	err := p.interaction.Run(ctx, slices.Clone(p.places), func(o session.Output) {
		if o.Kind != session.Progress {
			outputs = append(outputs, o)
		}
	})
	shown := stored(outputs)
	var failed *session.CellError
	if errors.As(err, &failed) {
		shown = append(shown, object{"output_type": "error", "ename": failed.Name, "evalue": failed.Value, "traceback": failed.Traceback})
	}
	return shown
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
