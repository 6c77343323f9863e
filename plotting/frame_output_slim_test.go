package plotting

import "testing"

func TestInSteps(t *testing.T) {
	for _, c := range []struct {
		path, want string
		ok         bool
	}{
		{"M375.94,299.88L382.52,298.01L386.1,295.4Z", "M375.9 299.9l6.6-1.9 3.6-2.6z", true},
		{"M0,0L0.04,0.26L0.51,-0.3", "M0 0l0 .3 .5-.6", true},
		{"M1,1L2,2ZM-5.5,-5L-5.5,5Z", "M1 1l1 1zM-5.5-5l0 10z", true},
		{"M1,1L2,2ZL3,3", "M1 1l1 1zl2 2", true},
		{"M10.5,0L100.5,-10.5L0.5,0.5", "M10.5 0l90-10.5-100 11", true},
		{"M1,1C2,2,3,3,4,4Z", "", false},
		{"M1,1A2,2 0 0 1 3,3", "", false},
	} {
		if got, ok := inSteps([]byte(c.path)); string(got) != c.want || ok != c.ok {
			t.Errorf("%s: %q, %v, want %q, %v", c.path, got, ok, c.want, c.ok)
		}
	}
}
