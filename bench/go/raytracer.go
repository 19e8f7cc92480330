package main

import "math"

const (
	rayPixels = 60
	rayDepth  = 4
	rayFar    = 1e6
	rayNear   = 1e-6
	rayMirror = 0.3
	rayShine  = 15
)

// rayTracer renders 64 spheres that shine and mirror each other; each goroutine takes lines of the picture.
type rayTracer struct {
	spheres []*sphere
	light   *vector
}

func newRayTracer() kernel {
	r := &rayTracer{light: &vector{100, 100, -50}}
	for i := range 64 {
		centre := &vector{float64(4*(i%4) - 6), float64(4*(i/4%4) - 6), float64(4*(i/16) + 10)}
		r.spheres = append(r.spheres, &sphere{centre, 1.6, 0.3 + float64(0.01*float64(i))})
	}
	return r
}

// vector calculates in place.
type vector struct{ x, y, z float64 }

// add makes v a + f * b.
func (v *vector) add(a *vector, f float64, b *vector) *vector {
	v.x = a.x + float64(f*b.x)
	v.y = a.y + float64(f*b.y)
	v.z = a.z + float64(f*b.z)
	return v
}

func (v *vector) dot(w *vector) float64 {
	return float64(v.x*w.x) + float64(v.y*w.y) + float64(v.z*w.z)
}

func (v *vector) unit() *vector {
	length := math.Sqrt(v.dot(v))
	v.x /= length
	v.y /= length
	v.z /= length
	return v
}

type ray struct{ origin, direction *vector }

type sphere struct {
	centre         *vector
	radius, colour float64
}

// distance returns after what distance the ray hits it; rayFar if it does not.
func (s *sphere) distance(r *ray) float64 {
	to := new(vector).add(s.centre, -1, r.origin)
	along := to.dot(r.direction)
	inside := float64(along*along) - to.dot(to) + float64(s.radius*s.radius)
	if inside < 0 {
		return rayFar
	}
	if distance := along - math.Sqrt(inside); distance > rayNear {
		return distance
	}
	return rayFar
}

// hit is what a ray hits first.
type hit struct {
	sphere   *sphere
	distance float64
}

func (h *hit) consider(s *sphere, r *ray) {
	if d := s.distance(r); d < h.distance {
		h.distance = d
		h.sphere = s
	}
}

func (t *rayTracer) run() float64 {
	lines := make([]float64, rayPixels)
	inParallel(0, rayPixels, func(from, to int) {
		for y := from; y < to; y++ {
			lines[y] = t.line(y)
		}
	})
	return sum(lines)
}

func (t *rayTracer) line(y int) float64 {
	all := 0.0
	for x := range rayPixels {
		direction := &vector{2*float64(x)/rayPixels - 1, 2*float64(y)/rayPixels - 1, 1.5}
		all += t.trace(&ray{&vector{0, 0, -10}, direction.unit()}, rayDepth)
	}
	return all
}

func (t *rayTracer) first(r *ray) *hit {
	h := &hit{distance: rayFar}
	for _, s := range t.spheres {
		h.consider(s, r)
	}
	return h
}

// trace returns how bright it is where that ray comes from.
func (t *rayTracer) trace(r *ray, depth int) float64 {
	h := t.first(r)
	if h.sphere == nil {
		return 0.1
	}
	at := new(vector).add(r.origin, h.distance, r.direction)
	normal := new(vector).add(at, -1, h.sphere.centre).unit()
	turned := -2 * normal.dot(r.direction)
	mirrored := new(vector).add(r.direction, turned, normal)
	bright := 0.1 + t.lit(at, normal, mirrored, h.sphere)
	if depth == 0 {
		return bright
	}
	return bright + float64(rayMirror*t.trace(&ray{at, mirrored}, depth-1))
}

// lit returns what the light adds; nothing in the shadow.
func (t *rayTracer) lit(at, normal, mirrored *vector, s *sphere) float64 {
	to := new(vector).add(t.light, -1, at).unit()
	angle := to.dot(normal)
	if angle <= 0 || t.first(&ray{at, to}).sphere != nil {
		return 0
	}
	shine := math.Pow(math.Max(to.dot(mirrored), 0), rayShine)
	return float64(s.colour*angle) + shine
}
