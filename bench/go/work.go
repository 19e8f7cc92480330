package main

// work is the "local work" of Go's benchmarks, n steps of about four cycles. They double and halve there, which some
// compilers shorten; so they do with n times multiplying and adding.
func work(foo, n int) int {
	for i := 0; i < n; i++ {
		foo ^= foo << 13
		foo ^= int(uint(foo) >> 7)
	}
	return foo
}
