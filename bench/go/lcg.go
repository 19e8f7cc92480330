package main

// lcg gives numbers that look like chance, and are the same in each runtime: a linear congruential generator of 64 bits.
// The JVM's workers have the same (Lcg.java).
type lcg struct{ state uint64 }

func newLcg(seed int) *lcg {
	r := &lcg{uint64(seed)}
	r.step() // the first numbers of neighbouring seeds are too much alike
	return r
}

func (r *lcg) step() uint64 {
	r.state = r.state*6364136223846793005 + 1442695040888963407
	return r.state
}

// below returns a number from 0 to n-1.
func (r *lcg) below(n int) int { return int(r.step()>>33) % n }

// unit returns a number from 0 to 1, without 1.
func (r *lcg) unit() float64 { return float64(r.step()>>11) * 0x1p-53 }
