package typeset

import (
	_ "embed"
	"os"
)

// What is embedded each reader has to load: so these are the letters that a course draws, without hints; fonts/subset.sh tells how
// they were chosen.
//
//go:embed fonts/DejaVuSans-page.ttf
var embeddedDejaVuSans []byte

func dejaVuSans() []byte { return embeddedDejaVuSans }

// notoSansSC is a file beside the program, which the worker fetches when the first Chinese letter is drawn; nil where that
// fails.
func notoSansSC() []byte {
	data, err := os.ReadFile("/saddle/NotoSansSC-GB2312.otf")
	if err != nil {
		return nil
	}
	return data
}
