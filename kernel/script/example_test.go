package script_test

import (
	"context"
	"os"

	"saddle/kernel/script"
	"saddle/kernel/session"
)

func Example() {
	plain := script.Plain(os.Stdout, os.Stderr, false)
	if _, err := script.Run(context.Background(), session.New(session.Options{}), "a = 2;\n%%\n3 a", plain); err != nil {
		panic(err)
	}
	// Output: 6
}
