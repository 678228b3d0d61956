//go:build unix

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"
)

// The variables in which the tests look for their servers.
const (
	postgresVar = "ALUDEL_TEST_POSTGRES"
	mysqlVar    = "ALUDEL_TEST_MYSQL"
)

const usage = `usage: testservers [-bench] [-installed] [-restart] -- command [argument...]
       testservers [-bench] [-installed] [-restart] -serve

Runs the command with a private PostgreSQL and MariaDB, or keeps them until Ctrl-C.
`

func main() { os.Exit(run(os.Args[1:])) }

// run is main with an exit status, so that everything deferred runs.
func run(args []string) int {
	flags := flag.NewFlagSet("testservers", flag.ContinueOnError)
	flags.Usage = func() { fmt.Fprint(os.Stderr, usage); flags.PrintDefaults() }
	serve := flags.Bool("serve", false, "print the servers' addresses and keep them until Ctrl-C")
	bench := flags.Bool("bench", false, "settings for measuring: 1 GB of buffers, no autovacuum, no JIT compiler")
	installed := flags.Bool("installed", false, "install nothing: a server that is missing is an error")
	restart := flags.Bool("restart", false, "servers that were killed come back with what they had committed: the command finds the files with their process ids in "+postgresVar+"_PID and "+mysqlVar+"_PID")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if *serve == (flags.NArg() > 0) {
		flags.Usage()
		return 2
	}

	// The second signal must still reach us: it kills a command that ignores the first.
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go watchParent(signals)

	env, temp, stop, err := startAll(signals, *bench, *installed, *restart)
	defer stop()
	if err != nil {
		var s stopped
		if errors.As(err, &s) {
			return s.status()
		}
		fmt.Fprintf(os.Stderr, "testservers: %v\n", err)
		return 1
	}
	if *serve {
		for _, e := range env {
			name, value, _ := strings.Cut(e, "=")
			fmt.Printf("export %s='%s'\n", name, value)
		}
		fmt.Fprintln(os.Stderr, "testservers: ready; Ctrl-C stops and removes the servers")
		return stopped{<-signals}.status()
	}
	if temp != "" {
		env = append(env, "TMPDIR="+temp)
	}
	if *bench && !*installed {
		installRivals()
	}
	return runCommand(flags.Args(), env, signals)
}

// stopped is the error of a run that a signal ended.
type stopped struct{ os.Signal }

func (s stopped) Error() string { return "stopped by a signal: " + s.String() }

// status is what a shell reports for a program that s ended.
func (s stopped) status() int {
	if n, ok := s.Signal.(syscall.Signal); ok {
		return 128 + int(n)
	}
	return 1
}

// startAll starts what the environment does not name yet, all servers at the
// same time, and returns the variables that name them, and a directory for the
// command's temporary files, so that those of a test that was interrupted go too.
// stop is never nil; it ends the servers and removes what they and the command left.
func startAll(signals <-chan os.Signal, bench, installed, restart bool) (env []string, temp string, stop func(), err error) {
	var servers []*server
	for _, s := range []*server{postgres(bench), mariadb(bench)} {
		if os.Getenv(s.variable) == "" {
			s.restart = restart
			servers = append(servers, s)
		}
	}
	if len(servers) == 0 {
		return nil, "", func() {}, nil
	}
	if err := findOrInstall(servers, !installed); err != nil {
		return nil, "", func() {}, err
	}
	dir, err := makeDir(servers)
	if err != nil {
		return nil, "", func() {}, err
	}

	ctx, cancel := context.WithCancelCause(context.Background())
	var wg sync.WaitGroup
	stop = func() {
		cancel(errors.New("stopped"))
		wg.Wait()
		for _, s := range servers {
			s.proc.stop()
		}
		dir.remove()
	}

	begin := time.Now()
	results := make(chan error, len(servers))
	for _, s := range servers {
		wg.Go(func() { results <- s.start(ctx, dir.path) })
	}
	for range servers {
		select {
		case err := <-results:
			if err != nil {
				return nil, "", stop, err
			}
		case sig := <-signals:
			return nil, "", stop, stopped{sig}
		}
	}
	var names []string
	for _, s := range servers {
		env = append(env, s.variable+"="+s.url)
		if restart {
			env = append(env, s.variable+"_PID="+s.pid)
			wg.Go(func() { s.keep(ctx) })
		}
		names = append(names, s.version)
	}
	fmt.Fprintf(os.Stderr, "testservers: %s, ready in %.1f s\n", strings.Join(names, " and "), time.Since(begin).Seconds())
	return env, dir.temp(), stop, nil
}

// watchParent sends SIGTERM when the process that started us is gone.
func watchParent(signals chan<- os.Signal) {
	parent := os.Getppid()
	for range time.Tick(200 * time.Millisecond) {
		if os.Getppid() != parent {
			signals <- syscall.SIGTERM
			return
		}
	}
}
