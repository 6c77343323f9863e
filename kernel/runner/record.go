package runner

import (
	"saddle/kernel/notebook"
	"saddle/kernel/wire"
)

// record notes what one message on iopub means for the cell that runs. Messages
// that show nothing are passed over.
func record(r *notebook.Recorder, m *wire.Message) error {
	switch m.Header.MsgType {
	case wire.StreamType:
		var c wire.Stream
		err := m.ReadContent(&c)
		r.Add(notebook.Output{Type: notebook.Stream, Name: c.Name, Text: c.Text}, "")
		return err
	case wire.DisplayDataType:
		var c wire.DisplayData
		err := m.ReadContent(&c)
		r.Add(notebook.Output{Type: notebook.DisplayData, Data: c.Data, Metadata: c.Metadata}, c.Transient.DisplayID)
		return err
	case wire.ExecuteResultType:
		var c wire.ExecuteResult
		err := m.ReadContent(&c)
		r.Add(notebook.Output{Type: notebook.ExecuteResult, Data: c.Data, Metadata: c.Metadata, ExecutionCount: c.ExecutionCount}, c.Transient.DisplayID)
		return err
	case wire.UpdateDisplayDataType:
		var c wire.UpdateDisplayData
		err := m.ReadContent(&c)
		r.Update(c.Transient.DisplayID, c.Data, c.Metadata)
		return err
	case wire.ClearOutputType:
		var c wire.ClearOutput
		err := m.ReadContent(&c)
		r.Clear(c.Wait)
		return err
	case wire.ErrorType:
		var c wire.Error
		err := m.ReadContent(&c)
		r.Add(notebook.Output{Type: notebook.Error, ErrorName: c.EName, ErrorValue: c.EValue, Traceback: c.Traceback}, "")
		return err
	}
	return nil
}
