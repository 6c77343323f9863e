package raster

import (
	"cmp"
	"context"
	"image"
	"image/color"
	"slices"
)

// Paletted returns the picture with at most 256 colours: exactly, where it has
// no more; otherwise the colours that are seen most and differ most are kept
// and the others take the nearest of them. It stops soon after ctx is done, with
// its error.
func (c *Canvas) Paletted(ctx context.Context) (*image.Paletted, error) {
	return c.palettedOn(ctx, make([]uint8, len(c.pixels)))
}

// palettedOn is Paletted with the indices in room, which is as long as there are pixels.
func (c *Canvas) palettedOn(ctx context.Context, room []uint8) (*image.Paletted, error) {
	table, runs, err := c.count(ctx)
	defer func() { spareRuns.Put(runs) }()
	if err != nil {
		return nil, err
	}
	chosen, nearest := choose(table, 256)
	rest := room
	for _, r := range runs {
		fill(rest[:r.length], nearest[r.place])
		rest = rest[r.length:]
	}
	return &image.Paletted{Pix: room, Stride: c.Width, Rect: image.Rect(0, 0, c.Width, c.Height), Palette: chosen}, ctx.Err()
}

// RGBA returns the picture in full colour.
func (c *Canvas) RGBA() *image.RGBA {
	picture := image.NewRGBA(image.Rect(0, 0, c.Width, c.Height))
	for i, p := range c.pixels {
		q := unpacked(p)
		copy(picture.Pix[4*i:], []uint8{q.R, q.G, q.B, q.A})
	}
	return picture
}

type counted struct {
	color uint32
	count int
}

// run is some pixels one after the other that have the same colour, by its place in a list.
type run struct {
	length int32
	place  uint16
}

// count lists the distinct colours, and the pixels as runs, which are to be put back to the spare ones.
func (c *Canvas) count(ctx context.Context) ([]counted, []run, error) {
	var table []counted
	runs := spareRuns.Get(len(c.pixels) / 16)[:0]
	places := map[uint32]uint16{}
	var recent [1 << 12]struct {
		color uint32
		place uint16
		known bool
	}
	for i, looks := 0, 0; i < len(c.pixels); looks++ {
		if looks%4096 == 0 && ctx.Err() != nil {
			return nil, runs, ctx.Err()
		}
		p := c.pixels[i]
		slot := &recent[(p*0x9E3779B1)>>20]
		if !slot.known || slot.color != p {
			place, ok := places[p]
			if !ok && len(table) < 1<<16 {
				place = uint16(len(table))
				places[p] = place
				table = append(table, counted{color: p})
			}
			slot.color, slot.place, slot.known = p, place, true
		}
		start := i
		for i < len(c.pixels) && c.pixels[i] == p {
			i++
		}
		table[slot.place].count += i - start
		runs = append(runs, run{int32(i - start), slot.place})
	}
	return table, runs, nil
}

// choose picks a palette of at most most colours and the index in it for each colour of the table:
// first the colour seen most, then again and again the one whose pixels are
// furthest, in sum, from what has been picked.
func choose(table []counted, most int) (color.Palette, []uint8) {
	nearest := make([]uint8, len(table))
	order := make([]int, len(table))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(table[b].count, table[a].count) })
	away := make([]int, len(table))
	for i := range away {
		away[i] = 1 << 30
	}
	var chosen color.Palette
	pick := func(k int) {
		place := uint8(len(chosen))
		chosen = append(chosen, unpacked(table[k].color))
		for i := range table {
			if d := distance(table[i].color, table[k].color); d < away[i] {
				away[i], nearest[i] = d, place
			}
		}
	}
	for len(chosen) < min(most, len(table)) {
		best, heaviest := -1, 0
		for _, i := range order {
			if weight := away[i] * table[i].count; weight > heaviest {
				best, heaviest = i, weight
			}
		}
		if best < 0 {
			break
		}
		pick(best)
	}
	return chosen, nearest
}

// distance is the square of the distance of two colours, green weighing most.
func distance(a, b uint32) int {
	dr, dg, db := int(a>>16)-int(b>>16), int(a>>8&0xFF)-int(b>>8&0xFF), int(a&0xFF)-int(b&0xFF)
	return 2*dr*dr + 4*dg*dg + 3*db*db
}
