package server

import (
	"errors"
	"fmt"
	"runtime/debug"

	"saddle/kernel/wire"
	"saddle/numerics/reason"
)

// Why a cell had to give way before it began.
var (
	notRun        = reason.Both("not run, because ", "未运行：")
	kernelEnds    = notRun.Plus(reason.Both("the kernel is shutting down", "内核正在关闭"))
	kernelStopped = notRun.Plus(reason.Both("the kernel was interrupted", "内核被中断"))
	shellDeleted  = notRun.Plus(reason.Both("its subshell was deleted", "它的子 shell 已被删除"))
	oneFailed     = notRun.Plus(reason.Both("a cell before it failed", "它前面的单元格失败了"))
)

// refusal is an error of the server's own, in the language of the notebook.
func (s *server) refusal(name string, text reason.Text, values ...any) *CellError {
	return &CellError{Name: name, Value: fmt.Sprintf(text.In(s.locale()), values...)}
}

// cellError gives every error a name, and those of others a sentence around what
// they say, which may be in English only.
func (s *server) cellError(err error) *CellError {
	var failed *CellError
	var content *wire.ContentError
	switch {
	case errors.As(err, &failed):
		return failed
	case errors.As(err, &content):
		return s.refusal("ProtocolError", reason.Both(
			"the front end's %s cannot be read: %s; nothing was done. Reload the page; if it happens again, report it to the makers of the front end",
			"前端发来的 %s 无法读取：%s；什么也没有执行。请重新载入页面；若再次出现，请告知前端的开发者"), content.MsgType, unreadable(content, s.locale()))
	}
	return s.refusal("KernelError", reason.Both(
		"the kernel could not answer (%v). The notebook's names are kept; please report this with the cell",
		"内核无法回答（%v）。笔记本中的名字都还在；欢迎把这个单元格报告给开发者"), err)
}

// locale is the language in which the notebook speaks at the moment.
func (s *server) locale() reason.Locale {
	if speaker, ok := s.language.(Speaker); ok {
		return speaker.Locale()
	}
	return reason.English
}

// gaveWay is the error of a cell that had to give way before it began.
func (s *server) gaveWay(because reason.Text) *CellError { return s.refusal("Interrupted", because) }

// interrupted is the error of a cell that was stopped.
func (s *server) interrupted() *CellError {
	return s.refusal("Interrupted", reason.Both("stopped; what was computed until then is kept", "已停止；此前算出的都保留"))
}

// noRoom is why a queue takes nothing more.
func (s *server) noRoom() *CellError {
	if s.ending.Load() {
		return s.gaveWay(kernelEnds)
	}
	return s.refusal("Overloaded", reason.Both("%d requests are waiting already", "已有 %d 个请求在等待"), queueLimit)
}

// caught turns a recovered panic into an error that a student can pass on.
func (s *server) caught(doing reason.Text, fault any) *CellError {
	s.log.Error("panic", "in", doing.English, "panic", fault, "stack", string(debug.Stack()))
	return s.refusal("KernelError", reason.Both(
		"the kernel made a mistake while %s: %v. The notebook's names are kept; please report this with the cell",
		"内核在%s时出错：%v。笔记本中的名字都还在；欢迎把这个单元格报告给开发者"), doing.In(s.locale()), fault)
}
