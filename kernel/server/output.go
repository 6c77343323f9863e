package server

// Output is one thing that a cell shows: a Stream, Display, Update, Result,
// Progress, Clear, Page, NextInput, CommOpen, CommMessage or CommClose.
type Output interface{ output() }

// Stream is text printed: Name is "stdout" or "stderr". Texts that follow each
// other closely arrive as one message.
type Stream struct{ Name, Text string }

// Display is shown below the cell. With an ID it can be replaced by an Update.
type Display struct {
	Bundle
	ID string
}

// Update replaces every Display with the same ID, in whatever cell it stands.
// At most ten a second reach the front end for one ID; of the others only the
// newest is kept, and the last one always arrives.
type Update struct {
	Bundle
	ID string
}

// Result is the value of the cell, shown as Out [n]. A cell has one at most.
// With an ID it can be replaced by an Update.
type Result struct {
	Bundle
	ID string
}

// Progress shows how far a long computation is. Each replaces the one before, at
// most ten a second; one without Data, and the end of the cell, take it away, so
// that the cell is left as if it had never been there.
type Progress struct{ Bundle }

// Clear empties the cell's output; with Wait only when the next output comes,
// which avoids flicker.
type Clear struct{ Wait bool }

// Page asks the front end to show a text beside the notebook, from line Start; below the cell where the front end does
// neither itself.
type Page struct {
	Bundle
	Start int
}

// NextInput asks the front end to put Text into the next cell, or with Replace
// into this one.
type NextInput struct {
	Text    string
	Replace bool
}

// CommOpen starts a conversation with a widget in the page.
type CommOpen struct {
	ID, Target string
	Data       map[string]any
	Metadata   map[string]any
	Buffers    [][]byte
}

// CommMessage is one message of a conversation, in either direction.
type CommMessage struct {
	ID       string
	Data     map[string]any
	Metadata map[string]any
	Buffers  [][]byte
}

// CommClose ends a conversation.
type CommClose struct {
	ID   string
	Data map[string]any
}

func (Stream) output()      {}
func (Display) output()     {}
func (Update) output()      {}
func (Result) output()      {}
func (Progress) output()    {}
func (Clear) output()       {}
func (Page) output()        {}
func (NextInput) output()   {}
func (CommOpen) output()    {}
func (CommMessage) output() {}
func (CommClose) output()   {}
