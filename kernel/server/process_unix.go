//go:build unix

package server

import (
	"context"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"saddle/kernel/wire"
)

// parentInterval is how often the kernel looks whether its parent still lives.
const parentInterval = time.Second

// watchProcess obeys the process's signals and ends the kernel when its parent
// is gone: SIGINT interrupts, SIGTERM and SIGHUP shut down, SIGPIPE is nothing.
func (s *server) watchProcess(ctx context.Context) (release func()) {
	parent := os.Getppid()
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, parentDeath)
	signal.Ignore(syscall.SIGPIPE)
	askForParentDeath()
	go s.watch(ctx, parent, signals)
	return func() { signal.Stop(signals) }
}

func (s *server) watch(ctx context.Context, parent int, signals <-chan os.Signal) {
	look := time.NewTicker(parentInterval)
	defer look.Stop()
	if starterGone() {
		s.log.Info("the process that started the kernel is gone")
		s.stop()
	}
	for {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		case got := <-signals:
			s.obey(got)
		}
		// The first parent counts, whatever its number: in a container it is
		// process 1 from the beginning. It is looked at after every signal,
		// for Linux also sends parentDeath when a mere thread of it ends.
		if os.Getppid() != parent {
			s.log.Info("parent process is gone")
			s.stop()
		}
	}
}

// obey interrupts the cells or ends the kernel, whichever the signal means.
func (s *server) obey(got os.Signal) {
	switch got {
	case syscall.SIGINT:
		s.interrupt()
	case syscall.SIGTERM, syscall.SIGHUP:
		s.stop()
	}
}

// starterGone reports whether the process that Jupyter says has started the
// kernel ended before anybody could watch it. It need not be the parent: there
// may be a script in between.
func starterGone() bool {
	starter, err := strconv.Atoi(os.Getenv(wire.ParentVariable))
	return err == nil && starter > 1 && syscall.Kill(starter, 0) == syscall.ESRCH
}
