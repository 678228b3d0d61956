// Command aludelvet reports mistakes in programs that use Aludel, by itself
// (aludelvet ./...) or below go vet (go vet -vettool=$(which aludelvet) ./...).
package main

import (
	"golang.org/x/tools/go/analysis/multichecker"

	"github.com/aludel/aludel/vet"
)

func main() { multichecker.Main(vet.Dropped, vet.Unloaded) }
