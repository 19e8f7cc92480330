package dev.jopher.bench.jopher;

import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Kernel;
import org.jspecify.annotations.Nullable;

/**
 * Renders 64 spheres that shine and mirror each other. Each goroutine takes lines of the picture;
 * the scene is common to all, the vectors and rays are objects of their own.
 */
final class RayTracer implements Kernel {
    private static final int PIXELS = 60;
    private static final int DEPTH = 4;
    private static final double FAR = 1e6;
    private static final double NEAR = 1e-6;
    private static final double MIRROR = 0.3;
    private static final double SHINE = 15;

    private final Sphere[] spheres = new Sphere[64];
    private final Vector light = new Vector(100, 100, -50);

    RayTracer() {
        for (int i = 0; i < spheres.length; i++) {
            var centre = new Vector(4 * (i % 4) - 6, 4 * (i / 4 % 4) - 6, 4 * (i / 16) + 10);
            spheres[i] = new Sphere(centre, 1.6, 0.3 + 0.01 * i);
        }
    }

    /** A vector that calculates in place. */
    private static final class Vector {
        private double x;
        private double y;
        private double z;

        Vector(double x, double y, double z) {
            this.x = x;
            this.y = y;
            this.z = z;
        }

        /** Makes this {@code a + f * b}. */
        Vector add(Vector a, double f, Vector b) {
            x = a.x + f * b.x;
            y = a.y + f * b.y;
            z = a.z + f * b.z;
            return this;
        }

        double dot(Vector v) {
            return x * v.x + y * v.y + z * v.z;
        }

        Vector unit() {
            double length = Math.sqrt(dot(this));
            x /= length;
            y /= length;
            z /= length;
            return this;
        }

        static Vector zero() {
            return new Vector(0, 0, 0);
        }
    }

    /** From where, and in which direction. */
    private record Ray(Vector origin, Vector direction) {}

    /** A sphere, and how bright it is. */
    private record Sphere(Vector centre, double radius, double colour) {
        /** Returns after what distance the ray hits it; {@link #FAR} if it does not. */
        double distance(Ray ray) {
            Vector to = Vector.zero().add(centre, -1, ray.origin);
            double along = to.dot(ray.direction);
            double inside = along * along - to.dot(to) + radius * radius;
            if (inside < 0) {
                return FAR;
            }
            double distance = along - Math.sqrt(inside);
            return distance > NEAR ? distance : FAR;
        }
    }

    /** What a ray hits first. */
    private static final class Hit {
        private @Nullable Sphere sphere;
        private double distance = FAR;

        void consider(Sphere s, Ray ray) {
            double d = s.distance(ray);
            if (d < distance) {
                distance = d;
                sphere = s;
            }
        }
    }

    @Override
    public double run(Bench b) {
        var lines = new double[PIXELS];
        Kernels.inParallel(b, PIXELS, (from, to) -> {
            for (int y = from; y < to; y++) {
                lines[y] = line(y);
            }
        });
        double sum = 0;
        for (double line : lines) {
            sum += line;
        }
        return sum;
    }

    private double line(int y) {
        double sum = 0;
        for (int x = 0; x < PIXELS; x++) {
            var direction = new Vector(2.0 * x / PIXELS - 1, 2.0 * y / PIXELS - 1, 1.5).unit();
            sum += trace(new Ray(new Vector(0, 0, -10), direction), DEPTH);
        }
        return sum;
    }

    private Hit first(Ray ray) {
        var hit = new Hit();
        for (Sphere s : spheres) {
            hit.consider(s, ray);
        }
        return hit;
    }

    /** Returns how bright it is where that ray comes from. */
    private double trace(Ray ray, int depth) {
        Hit hit = first(ray);
        Sphere sphere = hit.sphere;
        if (sphere == null) {
            return 0.1;
        }
        Vector at = Vector.zero().add(ray.origin, hit.distance, ray.direction);
        Vector normal = Vector.zero().add(at, -1, sphere.centre).unit();
        double turned = -2 * normal.dot(ray.direction);
        Vector mirrored = Vector.zero().add(ray.direction, turned, normal);
        double bright = 0.1 + lit(at, normal, mirrored, sphere);
        return depth == 0 ? bright : bright + MIRROR * trace(new Ray(at, mirrored), depth - 1);
    }

    /** Returns what the light adds; nothing in the shadow. */
    private double lit(Vector at, Vector normal, Vector mirrored, Sphere sphere) {
        Vector to = Vector.zero().add(light, -1, at).unit();
        double angle = to.dot(normal);
        if (angle <= 0 || first(new Ray(at, to)).sphere != null) {
            return 0;
        }
        double shine = Math.pow(Math.max(to.dot(mirrored), 0), SHINE);
        return sphere.colour * angle + shine;
    }
}
