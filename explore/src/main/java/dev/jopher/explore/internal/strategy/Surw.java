package dev.jopher.explore.internal.strategy;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.explore.internal.world.Commutes;
import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.EventOrder;
import dev.jopher.explore.internal.world.Op;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Strategy;
import dev.jopher.explore.internal.world.World;
import org.jspecify.annotations.Nullable;

/**
 * Selectively uniform random walk (Zhao, Wolff, Mathur, Roychoudhury: Selectively uniform
 * concurrency testing, ASPLOS 2025). Each schedule takes interest in the steps at one object, or in
 * all. All orders of these steps are about equally likely, as far as the program allows. For that,
 * one thread is intended to do the next such step; it is chosen with a weight, how many of them it
 * and the threads that it will create have left. Until it has done it, the others do what is of no
 * interest, at random.
 *
 * <p>Steps that only let others proceed are of no interest: the first lock decides which of two
 * critical sections comes first. (With these steps, and all objects at once in a quarter of the
 * schedules instead of half, the bugs of the classical programs took 10 % more schedules, in the
 * geometric mean over 300 seeds.)
 *
 * <p>How many steps a thread has comes from the schedules before, see {@link Profile}. An object is
 * known from schedule to schedule by how many others are used before it. If the counts are wrong,
 * the orders are not equally likely, and that is all.
 */
final class Surw implements Strategy {
    static final String NAME = "surw";

    private static final int ALL = -1;
    private static final int ALL_ONE_IN = 2;

    private final List<ControlledThread> threads = new ArrayList<>();
    private SplitMix random = new SplitMix(0);
    private Profile profile;
    private Profile learnt;
    private final boolean learns;
    private Recording recording = new Recording();
    private final int fixedInterest;
    private int interest = ALL;
    private @Nullable ControlledThread intended;

    Surw() {
        this(Profile.NONE, ALL, true);
    }

    private Surw(Profile profile, int interest, boolean learns) {
        this.profile = profile;
        this.learnt = profile;
        this.fixedInterest = interest;
        this.learns = learns;
    }

    /** Returns the strategy that {@link #spec} describes. */
    static Surw of(String spec) {
        if (spec.equals(NAME)) {
            return new Surw();
        }
        int colon = spec.indexOf(':', NAME.length() + 1);
        int interest = Integer.parseInt(spec.substring(NAME.length() + 1, colon));
        return new Surw(Profile.parse(spec.substring(colon + 1), interest), interest, false);
    }

    @Override
    public String spec() {
        return NAME + ':' + interest + ':' + profile.text(interest);
    }

    @Override
    public void begin(SplitMix numbers) {
        random = numbers;
        profile = learnt;
        boolean all = random.next(ALL_ONE_IN) == 0;
        int[] shared = profile.shared();
        int nth = random.next(Math.max(1, shared.length));
        interest = !learns ? fixedInterest : all || shared.length == 0 ? ALL : shared[nth];
        threads.clear();
        intended = null;
        recording = new Recording();
    }

    @Override
    public void created(ControlledThread t) {
        int weight = profile.total(t, interest);
        t.priority = weight;
        t.mark = -1;
        if (t.creator != null) {
            t.creator.priority = Math.max(0, t.creator.priority - weight);
        }
        threads.add(t);
        recording.created(t);
    }

    @Override
    public boolean isWatching() {
        return learns;
    }

    @Override
    public boolean seesYield() {
        return false;
    }

    /** Waits no longer for a thread that polls: what it polls for may be a step of interest. */
    @Override
    public void yielded(ControlledThread t) {
        if (t == intended) {
            intended = null;
        }
    }

    @Override
    public void committed(ControlledThread t, Op op, @Nullable Object on) {
        if (on != null && counts(op)) {
            recording.add(t, EventOrder.numberOf(on));
        }
    }

    @Override
    public int pick(ControlledThread[] ready, int n, @Nullable ControlledThread current) {
        if (intended == null) {
            intended = weighted();
        }
        int candidates = 0;
        for (int i = 0; i < n; i++) {
            if (ready[i] == intended || !isInteresting(ready[i])) {
                candidates++;
            }
        }
        int next;
        if (candidates == 0) {
            next = weighted(ready, n);
            intended = ready[next];
        } else {
            next = candidate(ready, random.next(candidates));
        }
        ControlledThread t = ready[next];
        if (t == intended && isInteresting(t)) {
            t.priority = Math.max(0, t.priority - 1);
            intended = null;
        }
        return next;
    }

    private static boolean counts(Op op) {
        return op.commutes() != Commutes.ALL && !op.isReleasing();
    }

    private int candidate(ControlledThread[] ready, int nth) {
        int i = 0;
        int left = nth;
        while (ready[i] != intended && isInteresting(ready[i]) || left-- > 0) {
            i++;
        }
        return i;
    }

    private boolean isInteresting(ControlledThread t) {
        int step = t.steps() << 1;
        if (t.mark >> 1 != t.steps() || t.mark < 0) {
            Object on = t.on();
            boolean is = on != null && t.isAtPoint() && counts(t.op())
                    && (interest == ALL || EventOrder.numberOf(on) == interest);
            t.mark = is ? step | 1 : step;
        }
        return (t.mark & 1) != 0 && t.isAtPoint();
    }

    /** Returns a thread by the weights of all; null if none has any left. */
    private @Nullable ControlledThread weighted() {
        long sum = 0;
        for (ControlledThread t : threads) {
            sum += t.priority;
        }
        if (sum == 0) {
            return null;
        }
        long at = random.next((int) sum);
        for (ControlledThread t : threads) {
            at -= t.priority;
            if (at < 0) {
                return t;
            }
        }
        return null;
    }

    /** Returns the index of one by the weights; each counts at least once. */
    private int weighted(ControlledThread[] ready, int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.max(1, ready[i].priority);
        }
        long at = random.next((int) sum);
        int i = 0;
        while ((at -= Math.max(1, ready[i].priority)) >= 0) {
            i++;
        }
        return i;
    }

    @Override
    public void end(World run) {
        if (learns) {
            learnt = recording.profile();
        }
        recording = new Recording();
        threads.clear();
        intended = null;
    }
}
