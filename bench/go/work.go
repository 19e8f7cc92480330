package main

// zero is what work starts with: a variable, or the compiler would know the result of all work beforehand. From a constant
// 0 it leaves an empty loop, 29 ns instead of 110 for 100 steps. The JVM's workers have the same (Work.java).
var zero int

// keep uses the result of work, so that the compiler cannot leave the work out.
func keep(foo int) {
	if foo == 42 {
		zero = foo
	}
}

// work is the "local work" of Go's benchmarks, n steps of about four cycles. They double and halve there, which some
// compilers shorten; so they do with n times multiplying and adding.
func work(foo, n int) int {
	for i := 0; i < n; i++ {
		foo ^= foo << 13
		foo ^= int(uint(foo) >> 7)
	}
	return foo
}
