package library

import (
	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
)

// drawTurn draws what one turn of a loop has given, by the names of that turn.
func drawTurn(c *eval.Call, figure *value.Figure, arg eval.Argument) {
	if !arg.IsTurn() {
		draw(c, figure, arg)
		return
	}
	before := len(figure.Layers)
	draw(arg.In(c), figure, arg)
	if arg.Turn == "" || len(figure.Layers) < before {
		return
	}
	for _, layer := range figure.Layers[before:] {
		nameByTurn(layer, arg.Turn)
	}
}

// nameByTurn gives a layer the name of its turn, unless its name says more.
func nameByTurn(layer value.Layer, turn string) {
	switch layer := layer.(type) {
	case *value.Curve:
		if !layer.Beneath {
			layer.Name = turn
		}
	case *value.Series:
		if layer.Source == "" {
			layer.Name = turn
		}
	}
}
