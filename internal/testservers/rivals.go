//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
)

// rivalPackages are Debian's, of the ORM in Python that the measurements compare with.
var rivalPackages = []string{"python3", "python3-sqlalchemy", "python3-sqlalchemy-ext", "python3-psycopg2", "python3-mysqldb"}

// installRivals installs them if they are missing and that is possible. Nothing depends
// on it: bench says who is not there.
func installRivals() {
	apt, err := exec.LookPath("apt-get")
	if err != nil || os.Geteuid() != 0 {
		return
	}
	// Debian's packages belong to Debian's Python.
	if exec.Command("/usr/bin/python3", "-c", "import sqlalchemy, psycopg2, MySQLdb").Run() == nil {
		return
	}
	if err := aptInstall(apt, rivalPackages); err != nil {
		fmt.Fprintf(os.Stderr, "testservers: %v; measuring without SQLAlchemy\n", err)
	}
}
