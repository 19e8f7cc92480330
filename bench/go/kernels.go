package main

import (
	"math"
	"runtime"
	"sync"
)

// Programs that compute, each with goroutines on its own part of the data; six of them do what the kernels of the Java
// Grande benchmarks do. Each returns a result that is the same in each runtime. A product that is added is converted
// first: otherwise some processors would round once where the JVM rounds twice.
func init() {
	rows["SparseMatrix"] = func(b *Bench) { repeat(b, newSparseMatrix) }
	rows["Sor"] = func(b *Bench) { repeat(b, newSor) }
	rows["Lu"] = func(b *Bench) { repeat(b, newLu) }
	rows["Crypt"] = func(b *Bench) { repeat(b, newCrypt) }
	rows["MonteCarlo"] = func(b *Bench) { repeat(b, newMonteCarlo) }
	rows["RayTracer"] = func(b *Bench) { repeat(b, newRayTracer) }
	rows["HashMaps"] = func(b *Bench) { repeat(b, newHashMaps) }
	rows["ArrayLists"] = func(b *Bench) { repeat(b, newArrayLists) }
}

type kernel interface{ run() float64 }

// repeat makes the input before the clock starts.
func repeat(b *Bench, make func() kernel) {
	b.StopTimer()
	k := make()
	b.StartTimer()
	for i := 0; i < b.N; i++ {
		b.Result(k.run())
	}
}

// inParallel does first to end-1 in a goroutine for each processor, and waits for them.
func inParallel(first, end int, part func(from, to int)) {
	var done sync.WaitGroup
	parts := runtime.GOMAXPROCS(0)
	for p := range parts {
		done.Go(func() { part(first+(end-first)*p/parts, first+(end-first)*(p+1)/parts) })
	}
	done.Wait()
}

func sum(all []float64) float64 {
	s := 0.0
	for _, x := range all {
		s += x
	}
	return s
}

// ---- sparse matrix

const (
	sparseSize   = 20_000
	sparseInRow  = 5
	sparseRounds = 20
)

// sparseMatrix: a sparse matrix times a vector, again and again. The elements are sorted by row.
type sparseMatrix struct {
	rows, columns  []int32
	values, vector []float64
}

func newSparseMatrix() kernel {
	const n = sparseSize * sparseInRow
	m := &sparseMatrix{make([]int32, n), make([]int32, n), make([]float64, n), make([]float64, sparseSize)}
	random := newLcg(1)
	for i := range m.values {
		m.rows[i] = int32(i / sparseInRow)
		m.columns[i] = int32(random.below(sparseSize))
		m.values[i] = random.unit()
	}
	for i := range m.vector {
		m.vector[i] = random.unit()
	}
	return m
}

func (m *sparseMatrix) run() float64 {
	product := make([]float64, sparseSize)
	inParallel(0, sparseSize, func(from, to int) { m.multiply(from, to, product) })
	return sum(product)
}

func (m *sparseMatrix) multiply(from, to int, product []float64) {
	for range sparseRounds {
		for i := from * sparseInRow; i < to*sparseInRow; i++ {
			product[m.rows[i]] += float64(m.vector[m.columns[i]] * m.values[i])
		}
	}
}

// ---- successive over-relaxation

const (
	sorSize   = 300
	sorSweeps = 40
	sorOmega  = 1.25
)

// sor: each point of a grid moves to the mean of its four neighbours, and beyond, all black ones at a time and all white.
type sor struct{ start [][]float64 }

func newSor() kernel {
	random := newLcg(2)
	s := &sor{make([][]float64, sorSize)}
	for i := range s.start {
		s.start[i] = make([]float64, sorSize)
		for j := range s.start[i] {
			s.start[i][j] = random.unit()
		}
	}
	return s
}

func (s *sor) run() float64 {
	grid := clone(s.start)
	for half := range 2 * sorSweeps {
		inParallel(1, sorSize-1, func(from, to int) { relax(grid, from, to, half%2) })
	}
	all := 0.0
	for _, row := range grid {
		for _, point := range row {
			all += point
		}
	}
	return all
}

func clone(rows [][]float64) [][]float64 {
	copied := make([][]float64, len(rows))
	for i, row := range rows {
		copied[i] = append([]float64(nil), row...)
	}
	return copied
}

func relax(grid [][]float64, from, to, colour int) {
	for i := from; i < to; i++ {
		above, row, below := grid[i-1], grid[i], grid[i+1]
		for j := 1 + (i+colour)%2; j < sorSize-1; j += 2 {
			around := above[j] + below[j] + row[j-1] + row[j+1]
			row[j] = float64(sorOmega/4*around) + float64((1-sorOmega)*row[j])
		}
	}
}

// ---- LU factorisation

const luSize = 200

// lu solves a system of linear equations by LU factorisation with partial pivoting. The matrix is a slice of columns.
type lu struct {
	matrix [][]float64
	right  []float64
}

func newLu() kernel {
	random := newLcg(3)
	l := &lu{make([][]float64, luSize), make([]float64, luSize)}
	for j := range l.matrix {
		l.matrix[j] = make([]float64, luSize)
		for i := range l.matrix[j] {
			l.matrix[j][i] = random.unit() - 0.5
		}
	}
	// The solution is 1, 2, 3, ...
	for j, column := range l.matrix {
		subtract(l.right, column, -float64(j+1), 0)
	}
	return l
}

func (l *lu) run() float64 {
	a := clone(l.matrix)
	pivots := make([]int, luSize)
	for k, column := range a {
		pivot := greatest(column, k)
		pivots[k] = pivot
		column[k], column[pivot] = column[pivot], column[k]
		for i := k + 1; i < luSize; i++ {
			column[i] /= column[k]
		}
		inParallel(k+1, luSize, func(from, to int) {
			for _, c := range a[from:to] {
				c[k], c[pivot] = c[pivot], c[k]
				subtract(c, column, c[k], k+1)
			}
		})
	}
	return sum(l.solve(a, pivots))
}

func greatest(column []float64, from int) int {
	greatest := from
	for i := from + 1; i < luSize; i++ {
		if math.Abs(column[i]) > math.Abs(column[greatest]) {
			greatest = i
		}
	}
	return greatest
}

func subtract(from, column []float64, factor float64, first int) {
	for i := first; i < luSize; i++ {
		from[i] -= float64(factor * column[i])
	}
}

func (l *lu) solve(a [][]float64, pivots []int) []float64 {
	x := append([]float64(nil), l.right...)
	for k, pivot := range pivots {
		x[k], x[pivot] = x[pivot], x[k]
		subtract(x, a[k], x[k], k+1)
	}
	for k := luSize - 1; k >= 0; k-- {
		x[k] /= a[k][k]
		for i := range k {
			x[i] -= float64(x[k] * a[k][i])
		}
	}
	return x
}
