module github.com/aludel/aludel

go 1.26
