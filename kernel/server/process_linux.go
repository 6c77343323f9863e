package server

import "syscall"

// parentDeath is the signal that says that the parent may be gone.
const parentDeath = syscall.SIGUSR2

// askForParentDeath has Linux send parentDeath at once when the parent ends.
// When it refuses, the regular look at the parent remains.
func askForParentDeath() {
	syscall.RawSyscall(syscall.SYS_PRCTL, syscall.PR_SET_PDEATHSIG, uintptr(parentDeath), 0)
}
