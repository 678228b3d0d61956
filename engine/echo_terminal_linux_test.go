package engine_test

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"github.com/aludel/aludel/driver/fake"
	"github.com/aludel/aludel/engine"
)

// terminal is a pseudo terminal: what is written to tty can be read from screen.
func terminal(t *testing.T) (screen, tty *os.File) {
	t.Helper()
	screen, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	must(t, err)
	t.Cleanup(func() { screen.Close() })
	raw, err := screen.SyscallConn()
	must(t, err)
	var unlock, n int32
	must(t, raw.Control(func(fd uintptr) {
		for req, arg := range map[uintptr]*int32{syscall.TIOCSPTLCK: &unlock, syscall.TIOCGPTN: &n} {
			if _, _, no := syscall.Syscall(syscall.SYS_IOCTL, fd, req, uintptr(unsafe.Pointer(arg))); no != 0 {
				t.Fatal(no)
			}
		}
	}))
	tty, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|syscall.O_NOCTTY, 0)
	must(t, err)
	t.Cleanup(func() { tty.Close() })
	return screen, tty
}

func TestEchoIsInColourOnATerminal(t *testing.T) {
	const esc = "\x1b["
	for _, c := range []struct {
		what, noColour, term string
		file                 bool
		want                 bool
	}{
		{what: "a terminal", term: "xterm", want: true},
		{what: "NO_COLOR is empty", term: "xterm", noColour: "", want: true},
		{what: "NO_COLOR", term: "xterm", noColour: "1"},
		{what: "a dumb terminal", term: "dumb"},
		{what: "a file", term: "xterm", file: true},
	} {
		t.Run(c.what, func(t *testing.T) {
			t.Setenv("NO_COLOR", c.noColour)
			t.Setenv("TERM", c.term)
			screen, w := terminal(t)
			if c.file {
				var err error
				w, err = os.Create(t.TempDir() + "/log")
				must(t, err)
				defer w.Close()
			}
			e := scripted(t, fake.New(), engine.Echo(w))
			must(t, run(e, "UPDATE a"))
			var text string
			if c.file {
				b, err := os.ReadFile(w.Name())
				must(t, err)
				text = string(b)
			} else {
				for !strings.Contains(text, " in ") { // the last line of a statement
					buf := make([]byte, 4096)
					n, err := screen.Read(buf)
					must(t, err)
					text += string(buf[:n])
				}
			}
			if !strings.Contains(text, "UPDATE a") || strings.Contains(text, esc) != c.want {
				t.Errorf("it is %q", text)
			}
			if c.want && (!strings.Contains(text, "\x1b[34mUPDATE a\x1b[0m") || strings.Count(text, esc)%2 != 0) {
				t.Errorf("a colour is not ended: %q", text)
			}
		})
	}
}
