package raster

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
	"image"
	"io"
	"math"
	"sync"
)

// EncodePNG writes the picture with the colours of Paletted; see the function EncodePNG.
func (c *Canvas) EncodePNG(ctx context.Context, w io.Writer, dpi float64) error {
	room := spareBytes.Get(len(c.pixels) + c.Height)[:len(c.pixels)] // as much as its rows will take
	defer spareBytes.Put(room)
	picture, err := c.palettedOn(ctx, room)
	if err != nil {
		return err
	}
	return EncodePNG(ctx, w, picture, dpi)
}

// EncodePNG writes a picture of few colours and says in it how many device
// pixels go to an inch. Its rows are not filtered: between indices of colours
// differences mean nothing. It stops soon after ctx is done, with its error.
func EncodePNG(ctx context.Context, w io.Writer, picture *image.Paletted, dpi float64) error {
	data, err := compressed(ctx, picture)
	if err != nil {
		return err
	}
	file := newPNG(picture, dpi)
	file.chunk("IDAT", data)
	file.chunk("IEND", nil)
	_, err = w.Write(file.Bytes())
	return err
}

// pngFile is a PNG that is being put together.
type pngFile struct{ bytes.Buffer }

// newPNG writes what comes before the first picture.
func newPNG(picture *image.Paletted, dpi float64) *pngFile {
	f := &pngFile{}
	f.WriteString("\x89PNG\r\n\x1a\n")
	size := picture.Bounds().Size()
	const eightBits, indexed = 8, 3
	f.chunk("IHDR", append(words(size.X, size.Y), eightBits, indexed, 0, 0, 0))
	perMetre := int(math.Round(dpi / 0.0254))
	f.chunk("pHYs", append(words(perMetre, perMetre), 1))
	var palette []byte
	for _, c := range picture.Palette {
		r, g, b, _ := c.RGBA()
		palette = append(palette, byte(r>>8), byte(g>>8), byte(b>>8))
	}
	f.chunk("PLTE", palette)
	return f
}

func (f *pngFile) chunk(kind string, data []byte) {
	f.Write(words(len(data)))
	sum := crc32.NewIEEE()
	both := io.MultiWriter(&f.Buffer, sum)
	io.WriteString(both, kind)
	both.Write(data) // neither a buffer nor a sum fails
	f.Write(words(int(sum.Sum32())))
}

// words writes numbers as four bytes each, the highest first.
func words(values ...int) []byte {
	var b []byte
	for _, v := range values {
		b = binary.BigEndian.AppendUint32(b, uint32(v))
	}
	return b
}

// compressed is the rows of a picture, each after a filter byte of zero, as a
// zlib stream (RFC 1950). Its two halves are compressed side by side; the second
// one refers back to the end of the first.
func compressed(ctx context.Context, picture *image.Paletted) ([]byte, error) {
	rows := filtered(picture)
	defer spareBytes.Put(rows)
	row := picture.Bounds().Dx() + 1
	middle := len(rows) / 2
	var halves [2][]byte
	var failures [2]error
	var second sync.WaitGroup
	second.Go(func() {
		halves[1], failures[1] = deflated(ctx, rows, middle, row, true)
	})
	halves[0], failures[0] = deflated(ctx, rows[:middle], 0, row, false)
	second.Wait()
	if err := cmp.Or(failures[0], failures[1]); err != nil {
		return nil, err
	}
	stream := append(append([]byte{0x78, 0x9C}, halves[0]...), halves[1]...)
	return binary.BigEndian.AppendUint32(stream, adler32.Checksum(rows)), nil
}

// filtered is the rows of a picture, each after a byte that says: no filter. They are to be put back to the spare bytes.
func filtered(picture *image.Paletted) []byte {
	size := picture.Bounds().Size()
	rows := spareBytes.Get((size.X + 1) * size.Y)[:0]
	for y := range size.Y {
		rows = append(append(rows, 0), picture.Pix[y*picture.Stride:][:size.X]...)
	}
	return rows
}
