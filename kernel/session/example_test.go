package session_test

import (
	"context"
	"fmt"

	"saddle/kernel/session"
)

func Example() {
	s := session.New(session.Options{})
	err := s.Execute(context.Background(), "f(x, y) = x^2 - y^2;\n∇f(1, 2)", func(o session.Output) {
		fmt.Println(o.Data["text/plain"])
	})
	if err != nil {
		panic(err)
	}
	// Output: (2, -4)
}
