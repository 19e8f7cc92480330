package main

// work is the "local work" of Go's benchmarks: n times doubling and halving.
func work(foo, n int) int {
	for i := 0; i < n; i++ {
		foo *= 2
		foo /= 2
	}
	return foo
}
