// Package server is the kernel's side of the Jupyter messaging protocol: it
// takes requests from a transport, asks a language, and answers.
//
// Every request passes through one wrapper: busy, handler, reply, idle. Requests
// of the shell channel wait in line, one line for the notebook and one for each
// subshell; the control channel has its own. All that goes to iopub goes through
// one publisher, which keeps the order.
//
// The package opens no socket and knows no mathematics. What it needs of the two
// it declares as Transport and Language; so the same server also runs in a
// browser, over the messages of a worker.
//
//	t, err := transport.Listen(connection, transport.Options{})
//	…
//	err = server.Serve(ctx, t, language, server.Options{})
//
// The protocol is the one of the Jupyter messaging specification 5.5, with JEP
// 65 (welcome), 80 (kernel_info on control), 91 (subshells) and 92 (features).
package server

import (
	"context"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"saddle/kernel/wire"
)

// Transport carries messages between the server and its clients. All methods
// are safe for concurrent use, and none waits for a slow client.
type Transport interface {
	// Incoming gives what clients send on shell, control or stdin, in the order
	// of arrival. It is closed when the transport is.
	Incoming(channel wire.Channel) <-chan wire.Envelope
	// Send sends a message to one client, the peer of an Envelope.
	Send(channel wire.Channel, peer string, m *wire.Message) error
	// Publish sends a message to all subscribers of iopub.
	Publish(m *wire.Message) error
	// Drain waits until all that was sent has left, or the time is over.
	Drain(timeout time.Duration)
}

// Presence is what a Transport may know besides: whether a client is still there. Without it nobody is taken for gone.
type Presence interface {
	// Connected reports whether the peer of an Envelope has a connection to one of the channels shell, control and stdin.
	Connected(channel wire.Channel, peer string) bool
}

// Options are what Serve can be told. The zero Options are those of a kernel
// that is a process of its own.
type Options struct {
	// Log takes what goes wrong; nil takes nothing.
	Log *slog.Logger
	// Session makes the server's messages; nil makes one. A transport that has
	// messages of its own should share it: a kernel is one session.
	Session *wire.Session
	// HistoryFolder remembers the cells of all sessions; "" remembers only the
	// session's own. It is made when it is needed.
	HistoryFolder string
	// Embedded says that the process belongs to somebody else: the server
	// leaves its signals alone and does not end with its parent.
	Embedded bool
	// Began is when the process began; zero is when Serve is called.
	Began time.Time
	// OutputLimit is how many bytes of text one cell may print; 0 means 16 MB.
	OutputLimit int
}

const (
	defaultOutputLimit = 16 << 20
	// tidyDelay is how long after the last cell memory goes back to the system, longTidyDelay where it takes long to find out what nobody
	// holds any more.
	tidyDelay     = 250 * time.Millisecond
	longTidyDelay = 5 * time.Second
	// interruptDelay is tidyDelay for a cell that was interrupted, whose last
	// work may go on for a tenth of a second.
	interruptDelay = 400 * time.Millisecond
	// startTime is how long a kernel is busy with its start and with what front
	// ends ask first.
	startTime = 250 * time.Millisecond
	// lastWait is how long cells may take to end, and messages to leave, when
	// the kernel is shut down: with the rest it stays below two seconds.
	lastWait = 500 * time.Millisecond
)

// Serve answers requests until a client asks for the shutdown, ctx is cancelled,
// a signal says so, the parent process is gone, or the transport is closed. All
// of these are an orderly end: the cells that run are interrupted, the last
// messages drained, and the result is nil. It does not close the transport.
func Serve(ctx context.Context, t Transport, l Language, o Options) error {
	s := newServer(t, l, o)
	ctx, s.stop = context.WithCancel(ctx)
	defer s.stop()
	s.publisher.publish(nil, wire.StatusType, wire.Status{ExecutionState: wire.StateStarting})
	if !o.Embedded {
		release := s.watchProcess(ctx)
		defer release()
		defer time.AfterFunc(startTime, forgetProgram).Stop()
		s.tidy = time.AfterFunc(longTidyDelay, tidy)
		defer s.tidy.Stop()
	}
	s.run(ctx)
	return nil
}

// tidy gives memory back to the system that a kernel does not need while nobody
// asks it anything.
func tidy() {
	debug.FreeOSMemory()
	forgetProgram()
}

// server is one running kernel.
type server struct {
	options   Options
	language  Language
	info      Info
	transport Transport
	session   *wire.Session
	publisher *publisher
	log       *slog.Logger
	handlers  map[string]handler
	asks      asks
	comms     comms
	usage     usageMeter
	stale     stale

	tidy    *time.Timer // rings when no cell has run for a while; nil if that is not our business
	stop    context.CancelFunc
	work    context.Context // of all requests; outlives Serve's by the last answers
	control *queue
	arrived chan chan struct{} // see settleArrivals
	deaf    chan struct{}      // closed when nothing is received any more
	turn    chan struct{}      // held by the cell that runs; nil when cells run side by side
	running sync.WaitGroup     // the goroutines that serve queues

	mu     sync.Mutex
	shells map[string]*shell // "" is the notebook's own
	sweep  *time.Timer       // see sweepSubshells; nil before the first subshell
	ending atomic.Bool
}

func newServer(t Transport, l Language, o Options) *server {
	o = o.filled()
	s := &server{
		stale:   stale{began: o.Began},
		options: o, language: l, transport: t, session: o.Session, log: o.Log,
		publisher: newPublisher(o.Session, t, o.Log),
		handlers:  requestHandlers(),
		control:   newQueue(),
		arrived:   make(chan chan struct{}),
		deaf:      make(chan struct{}),
		shells:    make(map[string]*shell),
	}
	s.info = s.describe()
	if !s.info.Concurrent {
		s.turn = make(chan struct{}, 1)
	}
	return s
}

// filled are the options with what stands for zero and nil in its place.
func (o Options) filled() Options {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.OutputLimit == 0 {
		o.OutputLimit = defaultOutputLimit
	}
	if o.Session == nil {
		o.Session = wire.NewSession("kernel")
	}
	if o.Began.IsZero() {
		o.Began = time.Now()
	}
	return o
}

// describe asks the language for its Info, and survives it.
func (s *server) describe() (info Info) {
	defer func() {
		if fault := recover(); fault != nil {
			s.log.Error("panic", "in", "Info", "panic", fault, "stack", string(debug.Stack()))
		}
	}()
	return s.language.Info()
}

// run serves until ctx ends.
func (s *server) run(ctx context.Context) {
	var cancel context.CancelFunc
	s.work, cancel = context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	s.openShell("")
	s.running.Go(func() { s.control.serve(s.work, s.serve) })
	s.receive(ctx)
	s.endCells()
	s.control.close()
	within(lastWait, s.running.Wait)
	s.publisher.flushAll()
	s.transport.Drain(lastWait)
}

// endCells interrupts what runs, refuses what waits, and takes nothing more.
func (s *server) endCells() {
	s.ending.Store(true)
	s.stopSweeping()
	for _, shell := range s.allShells() {
		shell.queue.interrupt(s.gaveWay(kernelEnds))
		shell.queue.close()
	}
}

// within waits for wait to return, but no longer than limit.
func within(limit time.Duration, wait func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		wait()
	}()
	select {
	case <-done:
	case <-time.After(limit):
	}
}
