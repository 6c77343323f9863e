//go:build !(amd64 || arm64 || js)

package native

import "errors"

// instance stands for what cannot be had here.
type instance struct{}

func available() bool { return false }

func instantiate(*source) *instance { return nil }

func (*instance) call(...int) error { return errors.New("native: no compiler") }

const callable = false

func (*instance) numbers() []float64 { return nil }

func (*instance) callPlainly() error { return errors.New("native: no compiler") }

func (*instance) bytes() []byte { return nil }

func (*instance) put(int, float64) {}

func (*instance) get(int) float64 { return 0 }

func (*instance) close() {}
