//go:build unix && !linux

package main

import "syscall"

// attributes gives a process a group of its own and another user if there is
// one. Only Linux can end it when we are killed.
func attributes(as *user, _ syscall.Signal) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Credential: as.credential()}
}
