package eval

import "saddle/kernel/lang/value"

// drawTurn draws what one turn of a loop has given, by the names of that turn.
func (c *builtinCall) drawTurn(figure *value.Figure, arg argument) {
	if !arg.IsTurn() {
		c.draw(figure, arg)
		return
	}
	before := len(figure.Layers)
	c.In(arg).draw(figure, arg)
	if arg.turn == "" || len(figure.Layers) < before {
		return
	}
	for _, layer := range figure.Layers[before:] {
		switch layer := layer.(type) {
		case *value.Curve:
			if !layer.Beneath {
				layer.Name = arg.turn
			}
		case *value.Series:
			if layer.Source == "" {
				layer.Name = arg.turn
			}
		}
	}
}
