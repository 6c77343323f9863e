package server

import "saddle/kernel/wire"

// interruptReply stops the cells that run and gives up those that wait.
func (s *server) interruptReply(*request) (any, error) {
	s.interrupt()
	return wire.OKReply{Status: wire.StatusOK}, nil
}

// interrupt stops the cell that runs in every shell and refuses the cells that
// had arrived behind it. With nothing running it does nothing.
func (s *server) interrupt() {
	s.settleArrivals()
	for _, sh := range s.allShells() {
		sh.queue.interrupt(s.gaveWay(kernelStopped))
	}
}

// shutdown ends the cells, so that their last words come first, and then the
// kernel. A restart is the same: the client starts the next one.
func (s *server) shutdown(r *request) (any, error) {
	var asked wire.ShutdownRequest
	if err := r.Message.ReadContent(&asked); err != nil {
		return nil, err
	}
	s.settleArrivals()
	s.endCells()
	within(lastWait, func() {
		for _, sh := range s.allShells() {
			if sh != r.shell {
				<-sh.done
			}
		}
	})
	reply := wire.ShutdownReply{Status: wire.StatusOK, Restart: asked.Restart}
	s.publisher.publish(r.Message, wire.ShutdownReplyType, reply) // tells the other clients
	r.afterwards = s.stop
	return reply, nil
}
