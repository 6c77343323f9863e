package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/term"

	"saddle/kernel/session"
	"saddle/kernel/terminal"
)

// isDialogue reports whether somebody sits at a terminal and sees the answers there.
func isDialogue() bool {
	return term.IsTerminal(int(os.Stdin.Fd())) && term.IsTerminal(int(os.Stdout.Fd()))
}

// converse is saddle without a command on a terminal.
func converse() error {
	keepWithin(session.MemoryRoom())
	s := session.New(session.Options{Folder: ".", Locale: session.EnvironmentLocale()})
	history := historyFolder()
	if history != "" {
		history = filepath.Join(filepath.Dir(history), "terminal-history")
	}
	editor := terminal.NewLiner(s, history)
	d := terminal.New(s, terminal.Options{
		Editor: editor, Out: os.Stdout, Coloured: coloured(os.Stdout),
		Pictures: terminal.PicturesOf(os.Getenv, filepath.Join(os.TempDir(), fmt.Sprintf("saddle-pictures-%d", os.Getpid()))),
	})
	d.Greet(release)
	err := d.Run(context.Background())
	if closed := editor.Close(); err == nil {
		err = closed
	}
	return err
}
