// Command testservers runs a command with a private PostgreSQL and a private
// MariaDB, which it stops and removes afterwards:
//
//	go run ./internal/testservers -- go test ./...
//	go run ./internal/testservers -serve
//
// The servers live in a fresh temporary directory and listen on unix sockets
// alone, so that no port can clash and nobody else can reach them. The command
// finds them in ALUDEL_TEST_POSTGRES and ALUDEL_TEST_MYSQL, as Aludel URLs. A
// variable that is set already is left as it is, and no server is started for it.
//
// Servers that are not installed are installed, as root on Debian; elsewhere the
// program says what is missing and ends with status 1, as it does everywhere with
// -installed: a test that wants servers of its own installs nothing. As root, the servers run
// as another user, because neither agrees to run as root.
//
// The command's temporary files (TMPDIR) are in that directory, too.
//
// The exit status is the command's own. Whatever ends the program ends what it
// started, by process id: the command's failure, a signal, a panic, the end of
// its parent ("go run" does not pass SIGTERM on). On Linux the servers end even
// when the program is killed outright; the next run removes their directory.
//
// With -restart a server that was killed is started again, on the data that it had, and
// keeps what it has acknowledged; the command may kill it.
//
// Durability is off otherwise. The databases compare and sort text by code point (C.UTF-8
// on PostgreSQL, a binary collation without padding on MariaDB), as SQLite does,
// so that a test can expect one order from all of them.
package main
