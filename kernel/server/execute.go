package server

import (
	"context"
	"errors"
	"runtime"
	"time"

	"saddle/kernel/wire"
	"saddle/numerics/reason"
)

// execute runs a cell. What it shows goes out before the reply, in the order in
// which it arose.
func (s *server) execute(r *request) (any, error) {
	var asked wire.ExecuteRequest
	if err := r.Message.ReadContent(&asked); err != nil {
		return nil, err
	}
	if asked.StoreHistory {
		r.shell.count.Add(1)
	}
	c := s.newCell(r, asked)
	if !asked.Silent {
		s.publisher.publish(r.Message, wire.ExecuteInputType, wire.ExecuteInput{Code: asked.Code, ExecutionCount: c.number})
	}
	values, err := c.run()
	r.afterwards = c.afterwards
	s.publisher.settle(r.Message)
	if err != nil {
		return c.failed(c.server.cellError(err)), nil
	}
	return wire.ExecuteReply{
		Status: wire.StatusOK, ExecutionCount: c.number, Payload: c.payload(), UserExpressions: values,
	}, nil
}

// afterwards is what nobody needs to wait for.
func (c *cell) afterwards() {
	if c.asked.StoreHistory {
		c.request.shell.history.store(c.number, c.asked.Code, c.resultText())
	}
	if c.server.tidy != nil {
		c.server.tidy.Reset(c.restDelay())
	}
}

// restDelay is how long the kernel waits for another cell before it gives memory back.
func (c *cell) restDelay() time.Duration {
	if c.interrupted {
		return interruptDelay
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return tidyAfter(&memory)
}

// tidyAfter is tidyDelay, or longTidyDelay where much is held: the collector is about to let it grow to twice that.
func tidyAfter(memory *runtime.MemStats) time.Duration {
	const much = 64 << 20
	if memory.NextGC > 2*much {
		return longTidyDelay
	}
	return tidyDelay
}

// run executes the code when its turn comes, and evaluates the user expressions
// if it succeeded.
func (c *cell) run() (values wire.Object, err error) {
	ctx := c.request.ctx
	if err := c.server.takeTurn(ctx); err != nil {
		return nil, err
	}
	defer c.server.giveTurn()
	err = c.server.guard(ctx, reason.Both("running a cell", "运行单元格"), func() error {
		return c.server.language.Execute(ctx, c.asked.Code, c.facts(), c.emit)
	})
	c.sheet.end()
	c.interrupted = ctx.Err() != nil
	if err != nil {
		return nil, err
	}
	values = make(wire.Object)
	for name, expression := range c.asked.UserExpressions {
		values[name] = c.server.evaluate(ctx, expression)
	}
	return values, nil
}

// facts is what the language is told of the request.
func (c *cell) facts() Cell {
	facts := Cell{Number: c.number, Silent: c.asked.Silent, Subshell: c.request.shell.id}
	if c.asked.AllowStdin {
		facts.Ask = func(ctx context.Context, prompt string, password bool) (string, error) {
			return c.server.ask(ctx, c.request, prompt, password)
		}
	}
	return facts
}

// failed publishes the error, gives up the cells that wait behind this one if
// the front end wants that, and makes the reply.
func (c *cell) failed(e *CellError) wire.ExecuteReply {
	if !c.asked.Silent {
		c.server.publisher.publish(c.request.Message, wire.ErrorType, wire.Error{EName: e.Name, EValue: e.Value, Traceback: e.lines()})
	}
	if c.asked.StopOnError {
		c.server.settleArrivals()
		c.request.shell.queue.refuse(c.server.refusal("Aborted", oneFailed))
	}
	return wire.ExecuteReply{
		Status: wire.StatusError, ExecutionCount: c.number, EName: e.Name, EValue: e.Value, Traceback: e.lines(),
	}
}

// evaluate gives one user expression's value as the reply holds it.
func (s *server) evaluate(ctx context.Context, expression string) (entry any) {
	var value Bundle
	err := s.guard(ctx, reason.Both("evaluating an expression", "计算表达式"), func() (err error) {
		value, err = s.language.Evaluate(ctx, expression)
		return err
	})
	if err != nil {
		failed := s.cellError(err)
		return wire.NewErrorReply(failed.Name, failed.Value, failed.lines()...)
	}
	return wire.Object{"status": wire.StatusOK, "data": wire.Object(value.Data), "metadata": wire.Object(value.Metadata)}
}

// takeTurn waits until no other cell runs, unless cells may run side by side.
func (s *server) takeTurn(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return s.interrupted()
	}
	if s.turn == nil {
		return nil
	}
	select {
	case s.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return s.interrupted()
	}
}

func (s *server) giveTurn() {
	if s.turn != nil {
		<-s.turn
	}
}

// guard calls into the language. A panic becomes an error, and so does the end
// of ctx, under the name that front ends show.
func (s *server) guard(ctx context.Context, doing reason.Text, call func() error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = s.caught(doing, fault)
		}
	}()
	err = call()
	if err != nil && errors.Is(err, ctx.Err()) {
		return s.interrupted()
	}
	return err
}
