//go:build unix

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// A process is a server that runs. Its methods may be called on a nil process.
type process struct {
	cmd  *exec.Cmd
	log  string         // the file that holds its output
	quit syscall.Signal // ends it at once, without a checkpoint: the data are thrown away
	done chan struct{}  // closed when it has ended
}

// launch starts a server in dir as the user, with its output in dir/log. No
// goroutine of this program is locked to a thread, so no thread ever ends before
// the program does; Pdeathsig, which means the thread, depends on that.
func launch(dir string, as *user, quit syscall.Signal, program string, args ...string) (*process, error) {
	p := &process{log: filepath.Join(dir, "log"), quit: quit, done: make(chan struct{})}
	out, err := os.Create(p.log)
	if err != nil {
		return nil, err
	}
	defer out.Close()
	p.cmd = exec.Command(program, args...)
	p.cmd.Dir, p.cmd.Env = dir, serverEnv(dir)
	p.cmd.Stdout, p.cmd.Stderr = out, out
	p.cmd.SysProcAttr = attributes(as, quit)
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		_ = p.cmd.Wait() // how it ended does not matter; that it did is told by done
		close(p.done)
	}()
	return p, nil
}

// ready calls try until it succeeds, the server ends, or ctx does.
func (p *process) ready(ctx context.Context, try func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, 90*time.Second)
	defer cancel()
	for {
		err := try(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-p.done:
			return fmt.Errorf("%s ended while it started:\n%s", filepath.Base(p.cmd.Path), tail(p.log))
		case <-ctx.Done():
			return fmt.Errorf("%s did not become ready (%w: %w):\n%s", filepath.Base(p.cmd.Path), context.Cause(ctx), err, tail(p.log))
		case <-time.After(30 * time.Millisecond):
		}
	}
}

// stop ends the server and waits until it is gone.
func (p *process) stop() {
	if p == nil {
		return
	}
	_ = p.cmd.Process.Signal(p.quit) // it may have ended already
	select {
	case <-p.done:
	case <-time.After(10 * time.Second):
		_ = p.cmd.Process.Kill()
		<-p.done
	}
}

// runToEnd runs a program that prepares a server, and returns its output in the
// error when it fails.
func runToEnd(ctx context.Context, dir string, as *user, program string, args ...string) error {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir, cmd.Env = dir, serverEnv(dir)
	cmd.SysProcAttr = attributes(as, syscall.SIGKILL)
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", filepath.Base(program), errors.Join(err, context.Cause(ctx)), lastLines(string(out)))
	}
	return nil
}

// serverEnv is all that a server sees of the environment: nothing of the user's
// settings (PGPORT, MYSQL_HOME, …) changes what is started, and times are UTC.
func serverEnv(dir string) []string {
	return []string{"PATH=" + os.Getenv("PATH") + ":/usr/sbin:/usr/bin:/sbin:/bin", "HOME=" + dir, "TMPDIR=" + dir, "TZ=UTC", "LC_ALL=C"}
}

// runCommand runs the user's command with env added, in a process group of its
// own, and returns its exit status. The first signal is passed on to the group,
// the second kills it. Nothing of the group is left when it returns.
func runCommand(args, env []string, signals <-chan os.Signal) int {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	cmd.SysProcAttr = attributes(nil, syscall.SIGKILL)
	if err := cmd.Start(); err != nil {
		fmt.Fprintf(os.Stderr, "testservers: %v\n", err)
		return 127
	}
	group := -cmd.Process.Pid
	defer func() { _ = syscall.Kill(group, syscall.SIGKILL) }()

	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	var first os.Signal
	var patience <-chan time.Time
	for {
		select {
		case sig := <-signals:
			if n, ok := sig.(syscall.Signal); ok && first == nil {
				first, patience = sig, time.After(10*time.Second)
				_ = syscall.Kill(group, n)
				continue
			}
			_ = syscall.Kill(group, syscall.SIGKILL)
		case <-patience:
			_ = syscall.Kill(group, syscall.SIGKILL)
		case err := <-ended:
			if first != nil {
				waitForGroup(group, 3*time.Second)
				return stopped{first}.status()
			}
			return exitStatus(err)
		}
	}
}

// waitForGroup waits until no process of the group is left: what the command has
// started got the signal as well, and may still be putting things in order.
func waitForGroup(group int, patience time.Duration) {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline) && syscall.Kill(group, 0) == nil; {
		time.Sleep(10 * time.Millisecond)
	}
}

// exitStatus is the status of a command that ended with err, as a shell gives it.
func exitStatus(err error) int {
	if err == nil {
		return 0
	}
	var e *exec.ExitError
	if !errors.As(err, &e) {
		fmt.Fprintf(os.Stderr, "testservers: %v\n", err)
		return 1
	}
	if w, ok := e.Sys().(syscall.WaitStatus); ok && w.Signaled() {
		return stopped{w.Signal()}.status()
	}
	return e.ExitCode()
}

// tail returns the last lines of a server's log.
func tail(file string) string {
	b, err := os.ReadFile(file)
	if err != nil {
		return err.Error()
	}
	return lastLines(string(b))
}

func lastLines(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return strings.Join(lines[max(0, len(lines)-20):], "\n")
}
