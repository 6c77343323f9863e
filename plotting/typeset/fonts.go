//go:build !js

package typeset

import (
	_ "embed"

	"codeberg.org/go-fonts/dejavu/dejavusans"
)

func dejaVuSans() []byte { return dejavusans.TTF }

// fonts/subset.sh tells how this subset was made.
//
//go:embed fonts/NotoSansSC-GB2312.otf
var embeddedNotoSansSC []byte

func notoSansSC() []byte { return embeddedNotoSansSC }
