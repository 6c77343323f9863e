package server_test

import (
	"testing"

	"saddle/kernel/client"
	"saddle/kernel/server"
	"saddle/kernel/wire"
)

// bench runs one cell again and again, over real sockets.
func bench(b *testing.B, code string) {
	k := startBench(b)
	for b.Loop() {
		bytes := 0
		if _, err := k.Execute(b.Context(), code, client.ExecuteOptions{}, func(m *wire.Message) { bytes += len(m.Content) }); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(bytes))
	}
}

func startBench(b *testing.B) *client.Client {
	k := start(b, newFake(), server.Options{})
	return k.connect().Client
}

func BenchmarkExecute(b *testing.B)          { bench(b, "value a") }
func BenchmarkTenThousandLines(b *testing.B) { bench(b, "lines 10000") }
