//go:build unix

package main

import (
	"context"
	"fmt"
	"path/filepath"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
)

// postgres describes PostgreSQL, of whatever version is installed: the newest.
func postgres(bench bool) *server {
	return &server{
		name: "PostgreSQL", variable: postgresVar, packages: []string{"postgresql"}, account: "postgres", dir: "pg",
		find: func() (programs, bool) {
			return findPrograms(places.postgres, "initdb", "postgres")
		},
		begin: func(ctx context.Context, s *server, dir string) error { return beginPostgres(ctx, s, dir, bench) },
	}
}

func beginPostgres(ctx context.Context, s *server, dir string, bench bool) error {
	data := filepath.Join(dir, "data")
	// Not every system has C.UTF-8; C sorts alike, but lower and upper know ASCII alone.
	init := func(locale string) error {
		return runToEnd(ctx, dir, s.as, s.programs.init,
			"-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale="+locale, "--no-sync")
	}
	if err := init("C.UTF-8"); err != nil {
		if err := init("C"); err != nil {
			return err
		}
	}

	settings := []string{
		"listen_addresses=", "unix_socket_directories=" + dir, "port=5432", // the port is part of the socket's name
		"fsync=off", "synchronous_commit=off", "full_page_writes=off",
		"max_connections=200", "max_prepared_transactions=20", "max_wal_size=4GB",
	}
	if bench {
		settings = append(settings, "shared_buffers=1GB", "autovacuum=off", "jit=off")
	}
	if s.restart { // the later of two settings counts
		settings = append(settings, "synchronous_commit=on", "full_page_writes=on")
	}
	s.pid = filepath.Join(data, "postmaster.pid")
	args := []string{"-D", data}
	for _, v := range settings {
		args = append(args, "-c", v)
	}
	// SIGQUIT is "immediate shutdown": no checkpoint, but the children end too.
	var err error
	s.proc, err = launch(dir, s.as, syscall.SIGQUIT, s.programs.daemon, args...)
	if err != nil {
		return err
	}

	address := func(db string) string { return "postgresql://postgres@/" + db + "?host=" + escape(dir) }
	err = s.proc.ready(ctx, func(ctx context.Context) error {
		conn, err := pgconn.Connect(ctx, address("postgres")+"&port=5432&sslmode=disable")
		if err != nil {
			return err
		}
		defer conn.Close(ctx)
		_, err = conn.Exec(ctx, "CREATE DATABASE "+database).ReadAll()
		s.version = "PostgreSQL " + conn.ParameterStatus("server_version")
		return err
	})
	if err != nil {
		return fmt.Errorf("creating the database: %w", err)
	}
	s.url = address(database)
	return nil
}
