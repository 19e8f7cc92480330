package main

import "sync"

const (
	mapNumbers   = 100_000
	mapDifferent = 5_000
	lists        = 200
	listLength   = 1000
)

// hashMaps counts how often each number occurs, each goroutine in a map of its own, then in one for all.
type hashMaps struct{ numbers []int }

func newHashMaps() kernel {
	random := newLcg(5)
	h := &hashMaps{make([]int, mapNumbers)}
	for i := range h.numbers {
		h.numbers[i] = random.below(mapDifferent)
	}
	return h
}

func (h *hashMaps) run() float64 {
	all := map[int]int{}
	var mu sync.Mutex
	inParallel(0, mapNumbers, func(from, to int) {
		own := map[int]int{}
		for _, n := range h.numbers[from:to] {
			own[n]++
		}
		mu.Lock()
		for n, count := range own {
			all[n] += count
		}
		mu.Unlock()
	})
	weighted := 0.0
	for n := range mapDifferent {
		weighted += float64(all[n] * n)
	}
	return weighted
}

// arrayLists fills lists, reverses them in place, empties them by half, and sums them up, each goroutine its own; all of
// them add to one list in the end.
type arrayLists struct{}

func newArrayLists() kernel { return arrayLists{} }

func (arrayLists) run() float64 {
	var sums []int
	var mu sync.Mutex
	inParallel(0, lists, func(from, to int) {
		for i := from; i < to; i++ {
			one := oneList(i)
			mu.Lock()
			sums = append(sums, one)
			mu.Unlock()
		}
	})
	all := 0
	for _, one := range sums {
		all += one
	}
	return float64(all)
}

func oneList(seed int) int {
	random := newLcg(seed)
	var list []int
	for range listLength {
		list = append(list, random.below(1000))
	}
	for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
		list[i], list[j] = list[j], list[i]
	}
	for range listLength / 2 {
		list = list[:len(list)-1]
	}
	all := 0
	for _, x := range list {
		all += x
	}
	return all
}
