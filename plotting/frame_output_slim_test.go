package plotting

import (
	"fmt"
	"strings"
	"testing"
)

func TestInSteps(t *testing.T) {
	for _, c := range []struct {
		path, want, tenths string
	}{
		{"M375.94,299.88L382.52,298.01L386.1,295.4Z", "M375.9 299.9l6.6-1.9 3.6-2.6z", "M3759 2999l66-19 36-26z"},
		{"M0,0L0.04,0.26L0.51,-0.3", "M0 0v.3l.5-.6", "M0 0v3l5-6"},
		{"M1,1L2,2ZM-5.5,-5L-5.5,5Z", "M1 1l1 1zM-5.5-5v10z", "M10 10l10 10zM-55-50v100z"},
		{"M1,1L2,2ZL3,3", "M1 1l1 1zl2 2", "M10 10l10 10zl20 20"},
		{"M10.5,0L100.5,-10.5L0.5,0.5", "M10.5 0l90-10.5-100 11", "M105 0l900-105-1000 110"},
		{"M1,1L3,1L3,2L4,3L4,3", "M1 1h2v1l1 1h0", "M10 10h20v10l10 10h0"},
		{"M1,1C2,2,3,3,4,4Z", "", ""},
		{"M1,1A2,2 0 0 1 3,3", "", ""},
	} {
		for inTenths, want := range map[bool]string{false: c.want, true: c.tenths} {
			if got, ok := inSteps([]byte(c.path), inTenths); string(got) != want || ok != (want != "") {
				t.Errorf("%s: %q, %v, want %q", c.path, got, ok, want)
			}
		}
	}
}

// TestSlimGroups: paths alike are one group, in their order, where they are many; what lies between them parts them.
func TestSlimGroups(t *testing.T) {
	var svg strings.Builder
	patch := func(i int) {
		fmt.Fprintf(&svg, "<path d=\"M%d,0L%d,1L2.5,3Z\" style=\"fill:#00000%d\" />\n", i, i+1, i)
		fmt.Fprintf(&svg, "<path d=\"M%d,0L%d,1L2.5,3Z\" style=\"fill:none;stroke:#11111%d;stroke-width:0.5\" />\n", i, i+1, i)
	}
	for i := range 9 {
		patch(i)
	}
	svg.WriteString("<text>a</text>\n")
	patch(2)
	got := string(slim([]byte(svg.String())))
	want := `<g transform="scale(.1)" stroke-width="5">` + "\n" + `<path d="M0 0l10 10 15 20z" fill="#000000" stroke="#111110"/>` + "\n"
	if !strings.HasPrefix(got, want) || strings.Count(got, "<path") != 10 {
		t.Errorf("%s\nwant it to begin with\n%s", got, want)
	}
	if end := "</g>\n<text>a</text>\n" + `<path d="M2 0l1 1-.5 2z" fill="#000002" style="stroke:#111112;stroke-width:0.5"/>` + "\n"; !strings.HasSuffix(got, end) {
		t.Errorf("%s\nwant it to end with\n%s", got, end)
	}
}
