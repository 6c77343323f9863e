package eval_test

import (
	"reflect"
	"testing"

	"saddle/kernel/lang/eval"
)

// TestCallIsNarrow counts what every built-in function sees of the evaluator, so that one method more is a decision: what one
// or two functions need belongs behind a door of Call, or into the library.
func TestCallIsNarrow(t *testing.T) {
	const most = 25
	if call := reflect.TypeFor[*eval.Call](); call.NumMethod() > most {
		t.Errorf("%d methods, where %d may be", call.NumMethod(), most)
	}
}
