//go:build unix

package client

import (
	"os/exec"
	"syscall"
)

// detach gives the kernel a process group of its own, so that Ctrl-C in the
// terminal reaches the client alone, which decides what becomes of it.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
