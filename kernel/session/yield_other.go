//go:build !js

package session

import "context"

// yielding is the context itself: other goroutines run beside a computation.
func yielding(ctx context.Context) context.Context { return ctx }
