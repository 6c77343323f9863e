//go:build unix && !linux

package server

import "syscall"

// parentDeath is never sent by these systems; the regular look at the parent
// does its work.
const parentDeath = syscall.SIGUSR2

func askForParentDeath() {}
