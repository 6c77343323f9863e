package server

import "saddle/kernel/wire"

func (s *server) complete(r *request) (any, error) {
	var asked wire.CompleteRequest
	if err := r.Message.ReadContent(&asked); err != nil {
		return nil, err
	}
	place, at := newCursor(asked.Code, r.Message.Header.Version, asked.CursorPos)
	found := s.language.Complete(asked.Code, at)
	if len(found.Matches) == 0 {
		found.Start, found.End = at, at
	}
	reply := wire.CompleteReply{Status: wire.StatusOK, CursorStart: place.client(found.Start), CursorEnd: place.client(found.End)}
	types := make(wire.List[wire.CompletionType], 0, len(found.Matches))
	for _, match := range found.Matches {
		reply.Matches = append(reply.Matches, match.Text)
		types = append(types, wire.CompletionType{
			Start: reply.CursorStart, End: reply.CursorEnd, Text: match.Text, Type: match.Type, Signature: match.Signature,
		})
	}
	reply.Metadata = wire.Object{wire.CompletionTypesKey: types}
	return reply, nil
}

func (s *server) inspect(r *request) (any, error) {
	var asked wire.InspectRequest
	if err := r.Message.ReadContent(&asked); err != nil {
		return nil, err
	}
	_, at := newCursor(asked.Code, r.Message.Header.Version, asked.CursorPos)
	level := min(max(asked.DetailLevel, 0), 1)
	description, found := s.language.Inspect(asked.Code, at, level)
	if !found {
		return wire.InspectReply{Status: wire.StatusOK}, nil
	}
	return wire.InspectReply{Status: wire.StatusOK, Found: true, Data: description.Data, Metadata: description.Metadata}, nil
}

func (s *server) isComplete(r *request) (any, error) {
	var asked wire.IsCompleteRequest
	if err := r.Message.ReadContent(&asked); err != nil {
		return nil, err
	}
	status, indent := s.language.IsComplete(asked.Code)
	return wire.IsCompleteReply{Status: or(string(status), wire.CodeUnknown), Indent: indent}, nil
}
