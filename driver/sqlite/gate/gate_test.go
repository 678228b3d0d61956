package gate

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestFirstComeFirstServed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var g Gate
		g.Lock(context.Background(), nil)
		var order []int
		var wg sync.WaitGroup
		for i := range 10 {
			wg.Go(func() {
				ctx := context.Background()
				if i == 3 { // gives up
					c, cancel := context.WithTimeout(ctx, time.Second)
					defer cancel()
					ctx = c
				}
				if err := g.Lock(ctx, nil); err != nil {
					if i != 3 || !errors.Is(err, context.DeadlineExceeded) {
						t.Error(i, err)
					}
					return
				}
				order = append(order, i)
				g.Unlock()
			})
			synctest.Wait()
		}
		stop := make(chan struct{}, 1)
		stop <- struct{}{}
		if err := g.Lock(context.Background(), stop); err != ErrStopped {
			t.Error(err)
		}
		time.Sleep(2 * time.Second)
		g.Unlock()
		wg.Wait()
		if len(order) != 9 {
			t.Fatal(order)
		}
		for i := range order[1:] {
			if order[i] > order[i+1] {
				t.Fatal(order)
			}
		}
	})
}

// Nothing is lost between those who give up and the one who hands over.
func TestHandOverToOneWhoLeaves(t *testing.T) {
	var g Gate
	var wg sync.WaitGroup
	in, n := 0, 0
	for range 8 {
		wg.Go(func() {
			for range 500 {
				ctx, cancel := context.WithTimeout(context.Background(), time.Duration(rand.IntN(50))*time.Microsecond)
				if g.Lock(ctx, nil) == nil {
					if in++; in != 1 {
						t.Error("two in")
					}
					n++
					in--
					g.Unlock()
				}
				cancel()
			}
		})
	}
	wg.Wait()
	if g.held || g.first != nil || n == 0 {
		t.Fatal(g.held, n)
	}
}

func TestRegister(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.db")
	if _, err := Open(path, false); !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	a, err := Open(path, true)
	if err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	b, err := Open(link, true)
	if err != nil || a != b {
		t.Fatal("the same file has two gates", err)
	}
	if _, err := Claim(link); err != ErrInUse || !InUse(link) {
		t.Fatal(err)
	}
	// A file that was replaced is another file, for the one who has it open.
	held, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	os.Remove(path)
	c, err := Open(path, true)
	if err != nil || c == a {
		t.Fatal("two files have one gate", err)
	}
	c.Close()
	a.Close()
	b.Close()
	if InUse(path) || len(registry.files) != 0 {
		t.Fatal("in use after Close")
	}
	release, err := Claim(path)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Claim(path)
	if err != nil {
		t.Fatal(err)
	}
	release()
	release()
	if _, err := Open(path, true); err != ErrForeign || InUse(path) {
		t.Fatal(err)
	}
	again()
	if c, err = Open(path, true); err != nil {
		t.Fatal(err)
	}
	c.Close()
	if _, err := Open(dir, true); err == nil {
		t.Fatal("opened a directory")
	}
}
