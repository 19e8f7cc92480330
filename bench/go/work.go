package main

// work is the "local work" of Go's benchmarks, n steps of about four cycles. They double and halve there, which some
// compilers shorten; each of these steps needs the one before it.
func work(foo, n int) int {
	for i := 0; i < n; i++ {
		foo = foo*6364136223846793005 + 1442695040888963407
	}
	return foo
}
