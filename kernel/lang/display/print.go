//go:build !js

package display

import "saddle/plotting"

// printEncoders are the forms for print.
var printEncoders = map[string]encoder{
	".pdf": (*plotting.Figure).PDF,
	".eps": (*plotting.Figure).EPS,
}
