// Package browser is the kernel inside a page: the same server, language and session as everywhere, behind the messages of
// a web worker instead of sockets. What a page cannot have is left out by build constraints: sockets, signals, PDF and EPS.
//
// Files are those of the worker (assets/files.js): the history of cells is kept in the browser's storage, what load reads
// is asked of the page.
//
//	err := browser.Serve(ctx, browser.Page{Post: post, Ready: listen, Folder: "/notebook"}, "1.0")
package browser

import (
	"context"
	"log/slog"
	"os"

	"saddle/kernel/language"
	"saddle/kernel/server"
	"saddle/kernel/session"
)

// Receiver takes a message of the page: a JSON text {"channel", "header", "parent_header", "metadata", "content"}, and its
// buffers. It waits for nobody. Its error says why the message was passed over.
type Receiver func(text string, buffers [][]byte) error

// Page is the other end.
type Page struct {
	Post  func(text string, buffers [][]byte) // takes the kernel's messages, of the form of a Receiver's
	Ready func(Receiver)                      // is told once that the kernel listens

	Folder  string // of the notebook: what load reads; "": nothing
	History string // the folder that remembers the cells of all sessions; "": only those of this one

	Formulas bool // are set as MathML, for a page that does not set LaTeX itself
}

// room is how many bytes of memory a worker can have: half of what WebAssembly can address, which phones give too.
const room = 2 << 30

// Serve answers a page until ctx ends or the page asks for the shutdown.
func Serve(ctx context.Context, page Page, release string) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	faults := func(panicked any, stack []byte) {
		log.Error("a mistake in Saddle", "panic", panicked, "stack", string(stack))
	}
	notebook := session.New(session.Options{Folder: page.Folder, Locale: session.EnvironmentLocale(), Room: room, Faults: faults})
	l := language.New(notebook, language.Options{Version: release})
	p := newPort(ctx, page.Post, page.Formulas)
	page.Ready(p.receive)
	return server.Serve(ctx, p, l, server.Options{Log: log, HistoryFolder: page.History, Embedded: true})
}
