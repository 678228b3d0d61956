//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// findOrInstall sets the programs and the user of each server, after installing
// what is not there if that is possible and wanted.
func findOrInstall(servers []*server, mayInstall bool) error {
	missing := find(servers)
	if len(missing) > 0 {
		if err := install(missing, mayInstall); err != nil {
			return err
		}
		if missing = find(missing); len(missing) > 0 {
			return fmt.Errorf("the programs of %s were not found after its packages had been installed", missing[0].name)
		}
	}
	for _, s := range servers {
		as, err := runAs(s.account)
		if err != nil {
			return err
		}
		s.as = as
	}
	return nil
}

// find returns the servers that are not installed.
func find(servers []*server) (missing []*server) {
	for _, s := range servers {
		if p, ok := s.find(); ok {
			s.programs = p
		} else {
			missing = append(missing, s)
		}
	}
	return missing
}

// install installs the servers' Debian packages, or says what the user can do.
func install(servers []*server, may bool) error {
	var names, packages, variables []string
	for _, s := range servers {
		names, packages, variables = append(names, s.name), append(packages, s.packages...), append(variables, s.variable)
	}
	apt, err := exec.LookPath("apt-get")
	if !may || err != nil || os.Geteuid() != 0 {
		why := "only root on Debian can install it from here"
		if !may {
			why = "nothing is to be installed"
		}
		return fmt.Errorf("%s cannot be found, and %s. "+
			"Either install it (Debian and its kin: sudo apt-get install %s), or set %s to the URL of a server of yours",
			strings.Join(names, " and "), why, strings.Join(packages, " "), strings.Join(variables, " and "))
	}
	return aptInstall(apt, packages)
}

// aptInstall installs packages with the apt-get that was found.
func aptInstall(apt string, packages []string) error {
	fmt.Fprintf(os.Stderr, "testservers: installing %s\n", strings.Join(packages, " "))
	// A list that cannot be fetched need not be the one with our packages.
	if err := aptGet(apt, "update", "-q"); err != nil {
		fmt.Fprintf(os.Stderr, "testservers: apt-get update: %v; trying all the same\n", err)
	}
	args := append([]string{"install", "-y", "-q", "--no-install-recommends"}, packages...)
	if err := aptGet(apt, args...); err != nil {
		return fmt.Errorf("apt-get %s: %w", strings.Join(args, " "), err)
	}
	return nil
}

// aptGet runs apt-get in our process group: it must not be killed half way, and
// Ctrl-C reaches it as it would in a terminal.
func aptGet(apt string, args ...string) error {
	cmd := exec.Command(apt, args...)
	// In runlevel 1 no package starts its service. systemd does not ask, and
	// starts PostgreSQL's as it does for everybody who installs the package.
	cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1")
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	return cmd.Run()
}
