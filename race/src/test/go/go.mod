module litmus

go 1.25

require golang.org/x/sync v0.17.0
