package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.select;
import static dev.jopher.internal.support.Goroutine.must;

import java.math.BigInteger;

import org.jspecify.annotations.Nullable;

/**
 * A power series as a goroutine that makes one coefficient at each request, after Doug McIlroy
 * ("Squinting at Power Series") and Go's test/chan/powser1.go.
 */
final class PowerSeries {
    /** A coefficient. A denominator of 0 ends a series. */
    record Rational(BigInteger num, BigInteger den) {
        static final Rational ZERO = of(0, 1);
        static final Rational ONE = of(1, 1);
        static final Rational END = new Rational(BigInteger.ONE, BigInteger.ZERO);

        static Rational of(long num, long den) {
            return reduced(BigInteger.valueOf(num), BigInteger.valueOf(den));
        }

        private static Rational reduced(BigInteger num, BigInteger den) {
            var g = num.gcd(den).multiply(BigInteger.valueOf(den.signum()));
            return new Rational(num.divide(g), den.divide(g));
        }

        boolean isEnd() {
            return den.signum() == 0;
        }

        Rational plus(Rational r) {
            return reduced(num.multiply(r.den).add(r.num.multiply(den)), den.multiply(r.den));
        }

        Rational times(Rational r) {
            return reduced(num.multiply(r.num), den.multiply(r.den));
        }

        Rational negated() {
            return new Rational(num.negate(), den);
        }
    }

    private final Channel<Unit> requests = new Channel<>();
    private final Channel<Rational> coefficients = new Channel<>();

    Rational next() {
        requests.send(Go.UNIT);
        return must(coefficients.receive());
    }

    private void put(Rational r) {
        requests.receive();
        coefficients.send(r);
    }

    private void copy(PowerSeries from) {
        for (;;) {
            requests.receive();
            coefficients.send(from.next());
        }
    }

    private static PowerSeries made(Func.Of1<PowerSeries> by) {
        var z = new PowerSeries();
        go(by, z);
        return z;
    }

    static PowerSeries repeat(Rational c) {
        return made(z -> {
            for (;;) {
                z.put(c);
            }
        });
    }

    /** One coefficient of each: both are asked at once, and each may answer first. */
    private static Rational[] nextOfBoth(PowerSeries u, PowerSeries v) {
        var sources = new PowerSeries[] {u, v};
        var got = new Rational[2];
        @Nullable Case<?>[] cases = {onSend(u.requests, Go.UNIT), onSend(v.requests, Go.UNIT), null, null};
        for (int n = 0; n < 4; n++) {
            int i = select(cases);
            if (i < 2) {
                cases[i + 2] = onReceive(sources[i].coefficients);
            } else
                if (cases[i] instanceof ReceiveCase<?> r && r.value() instanceof Rational value) {
                    got[i - 2] = value;
                }
            cases[i] = null;
        }
        return got;
    }

    PowerSeries plus(PowerSeries v) {
        return made(z -> {
            for (;;) {
                z.requests.receive();
                var both = nextOfBoth(this, v);
                if (both[0].isEnd() || both[1].isEnd()) {
                    z.coefficients.send(both[0].isEnd() ? both[1] : both[0]);
                    z.copy(both[0].isEnd() ? v : this);
                }
                z.coefficients.send(both[0].plus(both[1]));
            }
        });
    }

    PowerSeries times(Rational c) {
        return made(z -> {
            for (;;) {
                z.requests.receive();
                var u = next();
                z.coefficients.send(u.isEnd() ? u : c.times(u));
                if (u.isEnd()) {
                    return;
                }
            }
        });
    }

    PowerSeries minus(PowerSeries v) {
        return plus(v.times(Rational.ONE.negated()));
    }

    /** (u + xU)(v + xV) = uv + x(uV + vU) + xxUV */
    PowerSeries times(PowerSeries v) {
        return made(z -> {
            z.requests.receive();
            var both = nextOfBoth(this, v);
            if (both[0].isEnd() || both[1].isEnd()) {
                z.coefficients.send(Rational.END);
                return;
            }
            z.coefficients.send(both[0].times(both[1]));
            var uu = split();
            var vv = v.split();
            var w = vv[0].times(both[0]).plus(uu[0].times(both[1]));
            z.requests.receive();
            z.coefficients.send(w.next());
            z.copy(w.plus(uu[1].times(vv[1])));
        });
    }

    PowerSeries derivative() {
        return made(z -> {
            z.requests.receive();
            var u = next();
            for (int i = 1; !u.isEnd(); i++) {
                u = next();
                if (!u.isEnd()) {
                    z.coefficients.send(Rational.of(i, 1).times(u));
                    z.requests.receive();
                }
            }
            z.coefficients.send(Rational.END);
        });
    }

    PowerSeries integral(Rational c) {
        return made(z -> {
            z.put(c);
            for (int i = 1;; i++) {
                z.requests.receive();
                var u = next();
                if (u.isEnd()) {
                    z.coefficients.send(u);
                    return;
                }
                z.coefficients.send(Rational.of(1, i).times(u));
            }
        });
    }

    /** U(c x^n) */
    PowerSeries substitute(Rational c, int n) {
        return made(z -> {
            for (var power = Rational.ONE;; power = power.times(c)) {
                z.requests.receive();
                var u = next();
                z.coefficients.send(u.isEnd() ? u : u.times(power));
                if (u.isEnd()) {
                    return;
                }
                for (int i = 1; i < n; i++) {
                    z.put(Rational.ZERO);
                }
            }
        });
    }

    /** Z = exp(U), by the integral of Z U'. */
    PowerSeries exponential() {
        var zz = new PowerSeries[] {new PowerSeries(), new PowerSeries()};
        split(zz[0].times(derivative()).integral(Rational.ONE), zz);
        return zz[1];
    }

    PowerSeries[] split() {
        var both = new PowerSeries[] {new PowerSeries(), new PowerSeries()};
        split(this, both);
        return both;
    }

    /** Two readers at their own speed: a goroutine per coefficient, kept until both have it. */
    private static void split(PowerSeries in, PowerSeries[] out) {
        var turn = new Channel<Unit>();
        go(PowerSeries::splitOne, in, out[0], out[1], turn);
        go(() -> turn.send(Go.UNIT));
    }

    /** The newest serves the reader ahead; from {@code turn} on the one behind is served, too. */
    private static void splitOne(PowerSeries in, PowerSeries a, PowerSeries b, Channel<Unit> turn) {
        boolean both = false;
        var ahead = a;
        var behind = b;
        if (select(onReceive(a.requests), onReceive(turn)) == 1) {
            both = true;
            if (select(onReceive(a.requests), onReceive(b.requests)) == 1) {
                ahead = b;
                behind = a;
            }
        }
        in.requests.send(Go.UNIT);
        var next = new Channel<Unit>();
        go(PowerSeries::splitOne, in, ahead, behind, next);
        var value = must(in.coefficients.receive());
        ahead.coefficients.send(value);
        if (!both) {
            turn.receive();
        }
        behind.requests.receive();
        behind.coefficients.send(value);
        next.send(Go.UNIT);
    }
}
