package notebook

import "fmt"

// Recorder stores in a notebook what a kernel publishes while its cells run,
// with the meaning that Jupyter's own clients give to each message: pieces of
// one stream join, clear_output clears now or before the next output, and a
// display that has an id is replaced wherever it stands. Begin comes first.
type Recorder struct {
	cells    []*recording
	displays map[string][]place
}

type recording struct {
	cell    *Cell
	outputs []Output
	clear   bool // before the next output
	changed bool // since it was stored
}

type place struct {
	recording *recording
	index     int
}

// NewRecorder returns a recorder that has begun no cell.
func NewRecorder() *Recorder {
	return &Recorder{displays: map[string][]place{}}
}

// Begin turns to a cell that is about to run, and empties it.
func (r *Recorder) Begin(c *Cell) {
	c.SetExecutionCount(0)
	r.cells = append(r.cells, &recording{cell: c, changed: true})
}

// Count notes the execution count that the kernel told for the cell.
func (r *Recorder) Count(n int) {
	r.current().cell.SetExecutionCount(n)
}

// Add notes one output. A displayID other than "" names it for Update, and
// replaces earlier displays of that name too.
func (r *Recorder) Add(out Output, displayID string) {
	if displayID != "" {
		r.Update(displayID, out.Data, out.Metadata)
	}
	now := r.current()
	if now.clear {
		r.empty(now)
	}
	now.changed = true
	if last := len(now.outputs) - 1; last >= 0 && continues(now.outputs[last], out) {
		now.outputs[last].Text += out.Text
		return
	}
	if displayID != "" {
		r.displays[displayID] = append(r.displays[displayID], place{now, len(now.outputs)})
	}
	now.outputs = append(now.outputs, out)
}

func continues(last, next Output) bool {
	return next.Type == Stream && last.Type == Stream && last.Name == next.Name
}

// Update replaces the data of every display of that name, in whichever cell it
// stands. A name that nobody displayed is no error.
func (r *Recorder) Update(displayID string, data, metadata map[string]any) {
	for _, p := range r.displays[displayID] {
		p.recording.outputs[p.index].Data = data
		p.recording.outputs[p.index].Metadata = metadata
		p.recording.changed = true
	}
}

// Clear empties the cell, or with wait does so when its next output comes.
func (r *Recorder) Clear(wait bool) {
	now := r.current()
	now.clear = wait
	if !wait {
		r.empty(now)
	}
}

// Outputs returns what the current cell has given so far.
func (r *Recorder) Outputs() []Output {
	return append([]Output(nil), r.current().outputs...)
}

// Store writes what has been noted into the cells. Data that JSON cannot hold is
// an error that names the cell by its id and the output.
func (r *Recorder) Store() error {
	for _, each := range r.cells {
		if !each.changed {
			continue
		}
		if err := each.cell.SetOutputs(each.outputs); err != nil {
			return fmt.Errorf("cell %s: %w", each.cell.ID(), err)
		}
		each.changed = false
	}
	return nil
}

func (r *Recorder) empty(cell *recording) {
	cell.outputs, cell.clear, cell.changed = nil, false, true
	for name, places := range r.displays {
		var kept []place
		for _, p := range places {
			if p.recording != cell {
				kept = append(kept, p)
			}
		}
		r.displays[name] = kept
	}
}

func (r *Recorder) current() *recording { return r.cells[len(r.cells)-1] }
