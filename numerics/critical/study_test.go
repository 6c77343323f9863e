package critical

import (
	"context"
	"testing"

	"saddle/numerics/critical/criticaltest"
)

// What a study says of its point is what is said of the point alone, whatever was studied before.
func TestStudyClassifiesItsPoint(t *testing.T) {
	for _, k := range criticaltest.KnownFunctions() {
		f := k.Function()
		studies := NewStudies(f)
		for _, p := range k.Points {
			l, err := studies.Of(p.At)
			if err != nil {
				t.Fatalf("%s at %v: %v", k.Name, p.At, err)
			}
			got, err := l.Classify(context.Background(), p.Zero == 0)
			if err != nil {
				t.Fatalf("%s at %v: %v", k.Name, p.At, err)
			}
			want, err := ClassifyFound(context.Background(), f, p.At, p.Zero == 0)
			if err != nil {
				t.Fatalf("%s at %v: %v", k.Name, p.At, err)
			}
			if got.Kind != want.Kind || got.Index != want.Index || got.Bound != want.Bound || got.Reason.String() != want.Reason.String() {
				t.Errorf("%s at %v: %s, %v; the point alone %s, %v", k.Name, p.At, got.Kind, got.Reason, want.Kind, want.Reason)
			}
		}
	}
}
