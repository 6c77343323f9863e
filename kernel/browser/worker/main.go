//go:build js

// Command worker is the kernel for a page's worker, compiled to WebAssembly. assets/worker.js starts it.
package main

import (
	"context"
	"fmt"
	"os"
	"syscall/js"

	"saddle/kernel/browser"
)

// release is the version; the linker sets it.
var release = "0.0.0"

func main() {
	page := browser.Page{Post: post, Ready: listen, Folder: "/notebook", History: "/history", // see assets/files.js
		Formulas: os.Getenv("SADDLE_FORMULAS") != ""}
	if err := browser.Serve(context.Background(), page, release); err != nil {
		fmt.Fprintln(os.Stderr, "saddle:", err)
		os.Exit(1)
	}
}

// post hands a message to the worker's script.
func post(text string, buffers [][]byte) {
	arrays := js.Global().Get("Array").New()
	for _, b := range buffers {
		array := js.Global().Get("Uint8Array").New(len(b))
		js.CopyBytesToJS(array, b)
		arrays.Call("push", array)
	}
	js.Global().Call("saddlePost", text, arrays)
}

// listen gives the worker's script the function that takes messages, and tells it so.
func listen(receive browser.Receiver) {
	js.Global().Set("saddleReceive", js.FuncOf(func(_ js.Value, arguments []js.Value) any {
		var buffers [][]byte
		for i := range arguments[1].Length() {
			array := arguments[1].Index(i)
			b := make([]byte, array.Length())
			js.CopyBytesToGo(b, array)
			buffers = append(buffers, b)
		}
		if err := receive(arguments[0].String(), buffers); err != nil {
			fmt.Fprintln(os.Stderr, "saddle: message passed over:", err)
		}
		return nil
	}))
	js.Global().Call("saddleReady")
}
