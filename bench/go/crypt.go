package main

import "bytes"

const (
	cryptBlock   = 8
	cryptBlocks  = 20_000
	cryptRounds  = 8
	cryptInRound = 6
	cryptKeys    = cryptRounds*cryptInRound + 4
	cryptModulus = 65_537
)

// crypt encrypts bytes with the cipher IDEA, and decrypts them; each goroutine has blocks of its own.
type crypt struct {
	plain                  []byte
	encrypting, decrypting []int32
}

func newCrypt() kernel {
	random := newLcg(4)
	c := &crypt{plain: make([]byte, cryptBlocks*cryptBlock)}
	for i := range c.plain {
		c.plain[i] = byte(random.below(256))
	}
	c.encrypting = keys(0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210)
	c.decrypting = inverse(c.encrypting)
	return c
}

func (c *crypt) run() float64 {
	secret := make([]byte, len(c.plain))
	inParallel(0, cryptBlocks, func(from, to int) { cipher(c.plain, secret, c.encrypting, from, to) })
	again := make([]byte, len(c.plain))
	inParallel(0, cryptBlocks, func(from, to int) { cipher(secret, again, c.decrypting, from, to) })
	if !bytes.Equal(c.plain, again) {
		panic("a wrong result")
	}
	all := 0
	for i, b := range secret {
		all += int(b) * (i % 251)
	}
	return float64(all)
}

// keys returns the parts of the key, which turns left by 25 bits after each eight of them.
func keys(high, low uint64) []int32 {
	keys := make([]int32, cryptKeys)
	for i := range keys {
		if i > 0 && i%8 == 0 {
			high, low = high<<25|low>>39, low<<25|high>>39
		}
		half := low
		if i%8 < 4 {
			half = high
		}
		keys[i] = int32(half >> (48 - i%4*16) & 0xFFFF)
	}
	return keys
}

// inverse returns the keys that undo what keys do, the last first.
func inverse(keys []int32) []int32 {
	inverse := make([]int32, cryptKeys)
	for round := 0; round <= cryptRounds; round++ {
		to := round * cryptInRound
		from := cryptKeys - 4 - to
		second, third := from+2, from+1
		if round == 0 || round == cryptRounds {
			second, third = third, second
		}
		inverse[to] = reciprocal(keys[from])
		inverse[to+1] = -keys[second] & 0xFFFF
		inverse[to+2] = -keys[third] & 0xFFFF
		inverse[to+3] = reciprocal(keys[from+3])
		if round < cryptRounds {
			inverse[to+4] = keys[from-2]
			inverse[to+5] = keys[from-1]
		}
	}
	return inverse
}

// reciprocal returns x to the power of 65,535, which times x is 1 modulo 65,537.
func reciprocal(x int32) int32 {
	power := int32(1)
	for range 16 {
		power = multiply(multiply(power, power), x)
	}
	return power
}

// multiply returns the product modulo 65,537, where 0 means 65,536.
func multiply(a, b int32) int32 {
	if a == 0 {
		a = cryptModulus - 1
	}
	if b == 0 {
		b = cryptModulus - 1
	}
	return int32(int64(a)*int64(b)%cryptModulus) & 0xFFFF
}

func cipher(from, to []byte, keys []int32, first, end int) {
	for block := first * cryptBlock; block < end*cryptBlock; block += cryptBlock {
		x1 := word(from, block)
		x2 := word(from, block+2)
		x3 := word(from, block+4)
		x4 := word(from, block+6)
		k := 0
		for range cryptRounds {
			x1 = multiply(x1, keys[k])
			x2 = (x2 + keys[k+1]) & 0xFFFF
			x3 = (x3 + keys[k+2]) & 0xFFFF
			x4 = multiply(x4, keys[k+3])
			t := multiply(x1^x3, keys[k+4])
			u := multiply((t+(x2^x4))&0xFFFF, keys[k+5])
			t = (t + u) & 0xFFFF
			x1 ^= u
			x4 ^= t
			x2, x3 = x3^u, x2^t
			k += cryptInRound
		}
		put(to, block, multiply(x1, keys[k]))
		put(to, block+2, x3+keys[k+1])
		put(to, block+4, x2+keys[k+2])
		put(to, block+6, multiply(x4, keys[k+3]))
	}
}

func word(from []byte, i int) int32 { return int32(from[i]) | int32(from[i+1])<<8 }

func put(to []byte, i int, word int32) {
	to[i] = byte(word)
	to[i+1] = byte(word >> 8)
}
