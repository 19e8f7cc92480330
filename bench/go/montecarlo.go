package main

import "math"

const (
	monteCarloWalks      = 1000
	monteCarloDays       = 250
	monteCarloDrift      = 0.03
	monteCarloVolatility = 0.2
)

// monteCarlo: the expected return of a share by many random walks of its price, each an object with a slice of its own.
type monteCarlo struct{}

func newMonteCarlo() kernel { return monteCarlo{} }

func (monteCarlo) run() float64 {
	outcomes := make([]*outcome, monteCarloWalks)
	inParallel(0, monteCarloWalks, func(from, to int) {
		for i := from; i < to; i++ {
			outcomes[i] = newWalk(i).take()
		}
	})
	all := 0.0
	for _, o := range outcomes {
		all += o.expectedReturn + o.volatility
	}
	return all / monteCarloWalks
}

// outcome is what a walk came to.
type outcome struct{ expectedReturn, volatility float64 }

type walk struct {
	random *lcg
	price  []float64
	spare  float64
}

func newWalk(seed int) *walk {
	return &walk{newLcg(seed), make([]float64, monteCarloDays), math.NaN()}
}

func (w *walk) take() *outcome {
	step := 1.0 / monteCarloDays
	drift := (monteCarloDrift - float64(monteCarloVolatility*monteCarloVolatility)/2) * step
	w.price[0] = 100
	for day := 1; day < monteCarloDays; day++ {
		change := drift + float64(monteCarloVolatility*math.Sqrt(step)*w.gauss())
		w.price[day] = w.price[day-1] * math.Exp(change)
	}
	return w.outcome()
}

// gauss returns a normally distributed number, by Marsaglia's polar method.
func (w *walk) gauss() float64 {
	if !math.IsNaN(w.spare) {
		gauss := w.spare
		w.spare = math.NaN()
		return gauss
	}
	for {
		x := float64(2*w.random.unit()) - 1
		y := float64(2*w.random.unit()) - 1
		square := float64(x*x) + float64(y*y)
		if square < 1 && square != 0 {
			factor := math.Sqrt(-2 * math.Log(square) / square)
			w.spare = y * factor
			return x * factor
		}
	}
}

func (w *walk) outcome() *outcome {
	o := &outcome{}
	for day := 1; day < monteCarloDays; day++ {
		change := math.Log(w.price[day] / w.price[day-1])
		o.expectedReturn += change
		o.volatility += float64(change * change)
	}
	o.expectedReturn += o.volatility / 2
	return o
}
