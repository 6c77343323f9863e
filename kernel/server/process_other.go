//go:build !unix

package server

import (
	"context"
	"os"
	"os/signal"
)

// watchProcess lets the interrupt signal interrupt. Where there is no Unix,
// front ends end their kernels themselves.
func (s *server) watchProcess(ctx context.Context) (release func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-signals:
				s.interrupt()
			}
		}
	}()
	return func() { signal.Stop(signals) }
}
