package main

import (
	"context"
	"log"
)

func Example() {
	if err := shop(context.Background(), "sqlite://"); err != nil {
		log.Print(err)
	}
	// Output:
	// lamp costs 120 and was ordered 0 times
	// tea costs 4 and was ordered 2 times
}
