package wire_test

import (
	"fmt"

	"saddle/kernel/wire"
)

func Example() {
	signer, err := wire.Connection{Key: "secret", SignatureScheme: "hmac-sha256"}.Signer()
	if err != nil {
		panic(err)
	}
	request, err := wire.NewSession("client").Message(wire.ExecuteRequestType, wire.ExecuteRequest{Code: "1 + 1"})
	if err != nil {
		panic(err)
	}
	frames, err := wire.Encode(nil, request, signer)
	if err != nil {
		panic(err)
	}
	_, received, err := wire.Decode(frames, signer)
	if err != nil {
		panic(err)
	}
	var execute wire.ExecuteRequest
	fmt.Println(received.ReadContent(&execute), execute.Code)
	// Output: <nil> 1 + 1
}
