package session

import "context"

// ExecuteAside is ExecuteCell for a cell that does not wait for the others: it knows what the notebook knew when it began,
// and what it defines, forgets or chooses reaches the notebook when it ends, also when it has failed. A cell that runs
// meanwhile sees that from then on.
func (s *Session) ExecuteAside(ctx context.Context, code string, c Cell, emit func(Output)) error {
	fork := s.language.Fork()
	aside := &Session{language: fork.Interpreter, folder: s.folder, plain: s.plain, notebook: s}
	err := aside.ExecuteCell(ctx, code, c, emit)
	s.language.Adopt(fork)
	return err
}

// whole is the notebook's own session.
func (s *Session) whole() *Session {
	if s.notebook != nil {
		return s.notebook
	}
	return s
}
