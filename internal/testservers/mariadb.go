//go:build unix

package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"github.com/go-sql-driver/mysql"
)

// mariadb describes MariaDB. The package of the server proper is not wanted: it
// would set up a service.
func mariadb(bench bool) *server {
	return &server{
		name: "MariaDB", variable: mysqlVar, packages: []string{"mariadb-server-core", "mariadb-client-core"}, account: "mysql", dir: "my",
		find: func() (programs, bool) {
			init, ok1 := findProgram("mariadb-install-db", "mysql_install_db")
			daemon, ok2 := findProgram("mariadbd", "mysqld")
			_, ok3 := findProgram("my_print_defaults") // init calls it; Debian has it in the client's package
			return programs{init, daemon}, ok1 && ok2 && ok3
		},
		begin: func(ctx context.Context, s *server, dir string) error { return beginMariaDB(ctx, s, dir, bench) },
	}
}

func beginMariaDB(ctx context.Context, s *server, dir string, bench bool) error {
	data, socket, temp := filepath.Join(dir, "data"), filepath.Join(dir, "s"), filepath.Join(dir, "tmp")
	if err := s.as.mkdir(temp); err != nil {
		return err
	}
	err := runToEnd(ctx, dir, s.as, s.programs.init,
		"--no-defaults", "--datadir="+data, "--auth-root-authentication-method=normal", "--skip-test-db")
	if err != nil {
		return err
	}

	buffers := "256M"
	if bench {
		buffers = "1G"
	}
	// A binary collation that does not ignore trailing blanks compares and sorts
	// as the other databases do. The default one would take 'a', 'A' and 'á ' for
	// the same key.
	s.pid = filepath.Join(dir, "pid")
	written := "0"
	if s.restart {
		written = "2" // to the file, which outlives the process, with every commit
	}
	s.proc, err = launch(dir, s.as, syscall.SIGKILL, s.programs.daemon,
		"--no-defaults", "--datadir="+data, "--socket="+socket, "--tmpdir="+temp, "--pid-file="+s.pid,
		"--skip-networking", "--skip-log-bin", "--performance-schema=OFF",
		"--innodb-flush-log-at-trx-commit="+written, "--innodb-doublewrite=OFF", "--innodb-use-native-aio=OFF",
		"--innodb-buffer-pool-size="+buffers, "--innodb-log-file-size=256M",
		"--max-connections=200", "--max-allowed-packet=64M",
		"--character-set-server=utf8mb4", "--collation-server=utf8mb4_nopad_bin")
	if err != nil {
		return err
	}

	config := mysql.NewConfig()
	config.User, config.Net, config.Addr = "root", "unix", socket
	config.Logger = &mysql.NopLogger{} // that nobody answers yet is no news
	connector, err := mysql.NewConnector(config)
	if err != nil {
		return err
	}
	db := sql.OpenDB(connector)
	defer db.Close()
	err = s.proc.ready(ctx, func(ctx context.Context) error {
		_, err := db.ExecContext(ctx, "CREATE DATABASE "+database)
		return err
	})
	if err != nil {
		return fmt.Errorf("creating the database: %w", err)
	}
	var version string
	if err := db.QueryRowContext(ctx, "SELECT version()").Scan(&version); err != nil {
		return err
	}
	s.version = "MariaDB " + version
	s.url = "mysql://root@/" + database + "?unix_socket=" + escape(socket)
	return nil
}

// mkdir makes a directory that u owns and nobody else may enter.
func (u *user) mkdir(dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	if u == nil {
		return nil
	}
	return os.Chown(dir, int(u.uid), int(u.gid))
}
