package library

import "slices"

// The settings of pictures, by what they act on. What a verb lists it takes where its picture has what the setting acts on.
var (
	// frameSettings are those of every picture with axes; the names of a function's variables are ranges too.
	frameSettings = []string{"x", "y", "title", "xlabel", "ylabel", "width", "height", "legend", "xticks", "yticks", "aspect"}
	// numberSettings are those of axes that count or measure.
	numberSettings = slices.Concat(frameSettings, []string{"log"})
	// namedSettings are those of one thing with a name, against such axes.
	namedSettings = slices.Concat([]string{"label"}, numberSettings)
	// groundSettings are those of pictures with the contours of a function.
	groundSettings = slices.Concat(frameSettings, []string{"label", "levels", "log", "filled", "colours"})
	// everySetting is what plot takes, which draws all of it.
	everySetting = slices.Concat(groundSettings, []string{"bins"})
	// spaceSettings are those of a surface, whose axes are drawn in space.
	spaceSettings = []string{"x", "y", "title", "xlabel", "ylabel", "levels", "log", "width", "height", "label", "legend", "colours"}
	// gridSettings are those of a grid, whose figures have their own.
	gridSettings = []string{"columns", "title", "width", "height"}
)
