package main

import "syscall"

// attributes gives a process a group of its own, so that Ctrl-C in a terminal
// does not reach it before us, another user if there is one, and the signal that
// ends it should we die without a chance to do so.
func attributes(as *user, death syscall.Signal) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Credential: as.credential(), Pdeathsig: death}
}
