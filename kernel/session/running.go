package session

import (
	"context"
	"errors"
	"path"
	"sync"
	"sync/atomic"

	"saddle/kernel/lang/display"
	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
)

// running is a cell being run.
type running struct {
	*Session
	ctx context.Context

	mu    sync.Mutex // an evaluation that an interrupt did not wait for may still emit
	to    func(Output)
	ended bool
	err   error // of a picture, or of an interrupt while it was drawn

	gathered *Interaction // of a cell with controls; nil of others
	bar      atomic.Bool  // a progress bar is shown

	sights func(number int) Sight // how the pictures of the cell are seen, by their number; nil: as they are
	seen   int                    // pictures so far
}

// emit hands an output on unless the cell has ended.
func (r *running) emit(o Output) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.ended {
		r.to(o)
	}
}

// fail keeps the first error of showing a value.
func (r *running) fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil {
		r.err = err
	}
}

func (r *running) failed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err != nil
}

// end closes the cell and is its error: of showing a value, if there was one, else of the evaluation.
func (r *running) end(err error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ended = true
	if r.err != nil {
		return r.err
	}
	return err
}

func (r *running) output() eval.Output {
	return eval.Output{
		Show: r.show,
		Save: r.save,

		Progress: r.progress,
		Print:    func(text string) { r.emit(Output{Kind: Stream, Name: "stdout", Text: text}) },
		Warn:     func(text string) { r.emit(Output{Kind: Stream, Name: "stderr", Text: text}) },
		Note: func(note message.Phrase) {
			text := message.Say("note", note).In(r.Locale())
			r.emit(Output{Kind: Stream, Name: "stdout", Text: text + "\n"})
		},
	}
}

// show sends a value's display: the last one as the result of the cell.
func (r *running) show(shown eval.Shown) {
	if r.failed() {
		return
	}
	options := r.displayOptions()
	options.Progress, options.Sight = shown.Progress, r.sight
	bundle, err := display.Of(r.ctx, shown.Value, options)
	r.endProgress()
	if len(bundle.Data) > 0 {
		r.emit(Output{Kind: kindOfOutput(shown), Data: bundle.Data, Metadata: bundle.Metadata, Player: bundle.Player, Live: bundle.Live})
	}
	if p := bundle.Picture; p != nil && len(p.Data) > 0 {
		r.emit(Output{Kind: Display, Data: p.Data, Metadata: p.Metadata, Live: p.Live})
	}
	r.fail(err)
}

// kindOfOutput is how a value is shown: help in the pager, the last of a cell as its result, another beside it.
func kindOfOutput(shown eval.Shown) Kind {
	switch shown.Value.(type) {
	case value.Help, value.Page:
		return Page
	}
	if shown.Last {
		return Result
	}
	return Display
}

// sight is how the next picture is seen.
func (r *running) sight() Sight {
	if r.sights == nil {
		return Sight{}
	}
	r.seen++
	return r.sights(r.seen - 1)
}

// save writes a figure below the notebook's folder.
func (r *running) save(s eval.Saving) error {
	if r.folder == "" {
		return errors.New("this session has no folder")
	}
	picture, err := display.Encode(r.ctx, s.Figure, path.Ext(s.Name), s.DPI, r.displayOptions())
	if err != nil {
		return err
	}
	return r.folder.Write(s.Name, picture)
}
