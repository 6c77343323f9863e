package raster

import (
	"bytes"
	"compress/flate"
	"context"
	"image/color"
	"io"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/plot/vg"
)

// inflated is what compress/flate, which shares nothing with the deflater, reads.
func inflated(t *testing.T, stream []byte) []byte {
	t.Helper()
	data, err := io.ReadAll(flate.NewReader(bytes.NewReader(stream)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// rowsOf is random data of a kind: noise, runs, or rows like those above, shifted now and then.
func rowsOf(chance *rand.Rand, kind, row, n int) []byte {
	data := make([]byte, n)
	colours := 1 + chance.IntN(256)
	for i := range data {
		switch {
		case kind > 0 && i > 0 && chance.IntN(40) > 0:
			data[i] = data[i-1]
		case kind > 1 && i > row && chance.IntN(20) > 0:
			data[i] = data[i-row-chance.IntN(2)]
		default:
			data[i] = byte(chance.IntN(colours))
		}
	}
	return data
}

func TestDeflatedIsReadBack(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	for trial := range 300 {
		row, n := 1+chance.IntN(2000), chance.IntN(1+1<<chance.IntN(18))
		data := rowsOf(chance, trial%3, row, n)
		middle := chance.IntN(n + 1)
		first, err := deflated(context.Background(), data[:middle], 0, row, false)
		if err != nil {
			t.Fatal(err)
		}
		second, err := deflated(context.Background(), data, middle, row, true)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(inflated(t, append(first, second...)), data) {
			t.Fatalf("trial %d: %d bytes in rows of %d are not read back", trial, n, row)
		}
	}
}

func TestDeflatedReachesAsFarAsItMay(t *testing.T) {
	for _, apart := range []int{window - 1, window, window + 1} {
		data := append([]byte("a text that comes twice"), bytes.Repeat([]byte{7}, apart-23)...)
		data = append(data, data[:23]...)
		stream, err := deflated(context.Background(), data, 0, 100, true)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(inflated(t, stream), data) {
			t.Errorf("texts %d apart are not read back", apart)
		}
	}
}

// TestDeflatedIsSmall compares with compress/flate at the level that pictures had, on level lines.
func TestDeflatedIsSmall(t *testing.T) {
	c := New(640, 480, 2, color.White)
	c.SetLineWidth(1)
	for i := range 14 {
		c.SetColor(color.RGBA{uint8(17 * i), 200, 90, 255})
		var p vg.Path
		p.Move(vg.Point{X: 320 + vg.Length(300-20*i), Y: 240})
		p.Arc(vg.Point{X: 320, Y: 240}, vg.Length(300-20*i), 0, 6.3)
		c.Fill(p)
		c.Stroke(p)
	}
	picture := paletted(t, c)
	rows := filtered(picture)
	stream, err := deflated(context.Background(), rows, 0, picture.Stride+1, true)
	if err != nil {
		t.Fatal(err)
	}
	var theirs bytes.Buffer
	w, err := flate.NewWriter(&theirs, 8)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if len(stream) > theirs.Len() {
		t.Errorf("%d bytes, compress/flate has %d", len(stream), theirs.Len())
	}
}

// TestCodesAreWhole makes codes for counts that want words longer than are allowed, and for few symbols: the words fill
// all room there is (Kraft's sum is 1), and none begins another.
func TestCodesAreWhole(t *testing.T) {
	fibonacci := []int{1, 1}
	for len(fibonacci) < 40 {
		fibonacci = append(fibonacci, fibonacci[len(fibonacci)-1]+fibonacci[len(fibonacci)-2])
	}
	for _, trial := range []struct {
		counts  []int
		longest int
	}{{fibonacci, 15}, {fibonacci[:19], 7}, {make([]int, 30), 15}, {[]int{0, 0, 5}, 15}, {[]int{1, 1 << 20, 1, 1}, 7}} {
		code := newCode(trial.counts, trial.longest)
		sum := 0
		for i, n := range code.lengths {
			if n == 0 {
				if trial.counts[i] > 0 {
					t.Errorf("%v: symbol %d has no word", trial.counts, i)
				}
				continue
			}
			if int(n) > trial.longest {
				t.Errorf("%v: a word of %d bits", trial.counts, n)
			}
			sum += 1 << (trial.longest - int(n))
			for k, m := range code.lengths {
				if k != i && m >= n && (code.words[k]^code.words[i])&(1<<n-1) == 0 {
					t.Errorf("%v: the word of %d begins that of %d", trial.counts, i, k)
				}
			}
		}
		if sum != 1<<trial.longest {
			t.Errorf("%v: the words fill %d of %d", trial.counts, sum, 1<<trial.longest)
		}
	}
}
