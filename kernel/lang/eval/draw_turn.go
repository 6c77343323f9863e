package eval

import "saddle/kernel/lang/value"

// drawTurn draws what one turn of a loop has given, by the names of that turn.
func (c *builtinCall) drawTurn(figure *value.Figure, arg argument) {
	if arg.within == nil {
		c.draw(figure, arg)
		return
	}
	outside, before := c.scope, len(figure.Layers)
	c.scope = arg.within
	c.draw(figure, arg)
	c.scope = outside
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
