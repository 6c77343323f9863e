package plotting

import (
	"image/color"
	"math"
)

// Sizes in CSS pixels.
const (
	titleSize  = 14.0
	labelSize  = 12.0
	tickSize   = 11.0
	smallSize  = 10.0
	tickLength = 4.0
	margin     = 10.0

	defaultWidth  = 640
	squareWidth   = 480
	defaultHeight = 480
)

var (
	paper      = grey(0xFF)
	ink        = grey(0x1E)
	frameInk   = grey(0x40)
	faintInk   = grey(0x90)
	frameFaint = grey(0xB4)
	floorFill  = grey(0xFB)
	gridInk    = grey(0xE4)
	blankFill  = grey(0xF1)
	blankLine  = grey(0xCC)
)

func grey(v uint8) color.RGBA { return color.RGBA{v, v, v, 255} }

func hex(v uint32) color.RGBA {
	return color.RGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}
}

// Okabe and Ito's colours, which colour-blind readers tell apart
// (Color Universal Design, 2008).
var (
	black      = hex(0x000000)
	orange     = hex(0xE69F00)
	skyBlue    = hex(0x56B4E9)
	green      = hex(0x009E73)
	yellow     = hex(0xF0E442)
	blue       = hex(0x0072B2)
	vermillion = hex(0xD55E00)
	purple     = hex(0xCC79A7)
)

// Curvature has colours of its own, since blue and red stand for heights: where
// a function curves up, and where it curves down.
var (
	risingColor  = hex(0x00795A)
	fallingColor = hex(0xA64CA6)
)

// blend is t of the way from a to b.
func blend(a, b color.RGBA, t float64) color.RGBA {
	at := func(p, q uint8) uint8 { return uint8(math.Round(float64(p) + t*(float64(q)-float64(p)))) }
	return color.RGBA{at(a.R, b.R), at(a.G, b.G), at(a.B, b.B), 255}
}
