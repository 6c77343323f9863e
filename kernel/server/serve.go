package server

import (
	"time"

	"saddle/kernel/wire"
	"saddle/numerics/reason"
)

// handler carries out one type of request. It returns the content of the reply;
// nil for requests that have none. An error becomes an error reply.
type handler func(*server, *request) (reply any, err error)

// requestHandlers is every type of request that the kernel knows. All are served
// on shell and on control, except those in shellOnly.
func requestHandlers() map[string]handler {
	return map[string]handler{
		wire.KernelInfoRequestType:     (*server).kernelInfo,
		wire.ExecuteRequestType:        (*server).execute,
		wire.CompleteRequestType:       (*server).complete,
		wire.InspectRequestType:        (*server).inspect,
		wire.IsCompleteRequestType:     (*server).isComplete,
		wire.HistoryRequestType:        (*server).historyReply,
		wire.CommInfoRequestType:       (*server).commInfo,
		wire.CommOpenType:              (*server).commOpen,
		wire.CommMsgType:               (*server).commMessage,
		wire.CommCloseType:             (*server).commClose,
		wire.InterruptRequestType:      (*server).interruptReply,
		wire.ShutdownRequestType:       (*server).shutdown,
		wire.UsageRequestType:          (*server).usageReply,
		wire.CreateSubshellRequestType: (*server).createSubshell,
		wire.DeleteSubshellRequestType: (*server).deleteSubshell,
		wire.ListSubshellRequestType:   (*server).listSubshells,
	}
}

// shellOnly would hold up the control channel, whose purpose is never to wait.
var shellOnly = map[string]bool{
	wire.ExecuteRequestType: true,
	wire.CommOpenType:       true,
	wire.CommMsgType:        true,
}

// serve is what happens to every request, known or not: busy, its handler, its
// reply, idle.
func (s *server) serve(r *request) {
	started := time.Now()
	s.publishStatus(r, wire.StateBusy)
	defer func() {
		s.publishStatus(r, wire.StateIdle)
		if r.afterwards != nil {
			r.afterwards()
		}
	}()
	if reply := s.handle(r); reply != nil {
		s.reply(r, reply, started)
	}
}

// handle gives the content of the reply, nil for none. It survives whatever the
// handler does.
func (s *server) handle(r *request) (reply any) {
	defer func() {
		if fault := recover(); fault != nil {
			reply = s.failure(r, s.caught(answering(r), fault))
		}
	}()
	if r.refusal != nil {
		return s.failure(r, r.refusal)
	}
	msgType := r.Message.Header.MsgType
	handle, known := s.handlers[msgType]
	if !known {
		s.log.Debug("unknown request", "type", msgType)
		return nil
	}
	if r.Channel == wire.Control && shellOnly[msgType] {
		return s.failure(r, s.refusal("WrongChannel", reason.Both("%s belongs on the shell channel", "%s 应发到 shell 通道"), msgType))
	}
	reply, err := handle(s, r)
	if err != nil {
		return s.failure(r, err)
	}
	return reply
}

func answering(r *request) reason.Text {
	msgType := r.Message.Header.MsgType
	return reason.Both("answering "+msgType, "回答 "+msgType+" ")
}

// failure is the content of a reply to a request that failed; nil where the
// request's type has no reply.
func (s *server) failure(r *request, err error) any {
	msgType := r.Message.Header.MsgType
	if wire.ReplyType(msgType) == "" {
		s.log.Warn("message not handled", "type", msgType, "error", err)
		return nil
	}
	failed := s.cellError(err)
	if msgType == wire.ExecuteRequestType {
		return wire.ExecuteReply{
			Status: wire.StatusError, ExecutionCount: r.shell.executionCount(),
			EName: failed.Name, EValue: failed.Value, Traceback: failed.lines(),
		}
	}
	return wire.NewErrorReply(failed.Name, failed.Value, failed.lines()...)
}

// lines is the traceback, never empty.
func (e *CellError) lines() []string {
	if len(e.Traceback) > 0 {
		return e.Traceback
	}
	return []string{e.Error()}
}

// reply sends an answer to where the request came from.
func (s *server) reply(r *request, content any, started time.Time) {
	msgType := wire.ReplyType(r.Message.Header.MsgType)
	m, err := s.session.Reply(r.Message, msgType, content)
	if err != nil { // the language gave something that is no JSON
		s.log.Error("reply not writable", "type", msgType, "error", err)
		m, err = s.session.Reply(r.Message, msgType, s.failure(r, err))
	}
	if err == nil {
		m, err = m.WithMetadata(wire.Object{"started": started.UTC().Format("2006-01-02T15:04:05.000000Z")})
	}
	if err == nil {
		err = s.transport.Send(r.Channel, r.Peer, m)
	}
	if err != nil {
		s.log.Warn("reply not sent", "type", msgType, "error", err)
	}
}

func (s *server) publishStatus(r *request, state string) {
	s.publisher.publish(r.Message, wire.StatusType, wire.Status{ExecutionState: state})
}
