package dialecttest_test

import (
	"context"
	"net"
	"strconv"
	"testing"
	"time"

	"github.com/aludel/aludel/dburl"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/faultnet"
	"github.com/aludel/aludel/sql"
)

// TestSeveralHosts: where the first host of a URL does not answer, the second is asked.
func TestSeveralHosts(t *testing.T) {
	for _, name := range []string{"ALUDEL_TEST_POSTGRES", "ALUDEL_TEST_MYSQL"} {
		t.Run(name, func(t *testing.T) {
			u := env(t, name)
			if u.Dialect == "postgresql" {
				u = u.SetOption("sslmode", "disable")
			}
			ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
			defer cancel()
			network, address := server(u)
			relay, err := faultnet.New(u.Dialect, network, address)
			if err != nil {
				t.Fatal(err)
			}
			defer relay.Close()
			_, port, err := net.SplitHostPort(relay.Addr())
			if err != nil {
				t.Fatal(err)
			}
			n, err := strconv.Atoi(port)
			if err != nil {
				t.Fatal(err)
			}
			second := dburl.Host{Name: "127.0.0.1", Port: n}
			eng := open(t, u.SetHosts(dburl.Host{Name: "127.0.0.1", Port: 1}, second).Unmasked())
			defer eng.Close(ctx)
			for range 2 {
				if n, err := engine.OneAs[int](ctx, eng, sql.Text("SELECT 1")); err != nil || n != 1 {
					t.Fatal(n, err)
				}
			}
			none := open(t, u.SetHosts(dburl.Host{Name: "127.0.0.1", Port: 1}, dburl.Host{Name: "127.0.0.1", Port: 2}).Unmasked())
			defer none.Close(ctx)
			if err := none.Ping(ctx); err == nil {
				t.Fatal("nobody is there")
			}
		})
	}
}
