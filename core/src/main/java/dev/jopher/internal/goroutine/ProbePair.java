package dev.jopher.internal.goroutine;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Two probes that receive the same. Of a wait only one object is passed on, to both: at most one of
 * them makes any, and the other knows {@link Probe#SEEN} only.
 */
final class ProbePair extends Probe {
    private final Probe first;
    private final Probe second;

    ProbePair(Probe first, Probe second) {
        this.first = first;
        this.second = second;
    }

    @Override
    @Nullable Probe without(Probe probe) {
        Probe a = first.without(probe);
        Probe b = second.without(probe);
        return a == null ? b : b == null ? a : new ProbePair(a, b);
    }

    @Override
    public void started(G g) {
        first.started(g);
        second.started(g);
    }

    @Override
    public void ended(G g) {
        first.ended(g);
        second.ended(g);
    }

    @Override
    public @Nullable Object blocks(G g, WaitReason why, Object on) {
        Object a = first.blocks(g, why, on);
        Object b = second.blocks(g, why, on);
        return a == null || a == SEEN && b != null ? b : a;
    }

    @Override
    public void blocked(Object begun, G g, WaitReason why, Object on) {
        first.blocked(begun, g, why, on);
        second.blocked(begun, g, why, on);
    }

    @Override
    public void deadlock(String report, Stream<G> who) {
        List<G> all = who.toList();
        first.deadlock(report, all.stream());
        second.deadlock(report, all.stream());
    }

    @Override
    public void runs(G g) {
        first.runs(g);
        second.runs(g);
    }

    @Override
    public void readies(G g) {
        first.readies(g);
        second.readies(g);
    }

    @Override
    public void operation(Operation what, @Nullable Object on, int value, int capacity) {
        first.operation(what, on, value, capacity);
        second.operation(what, on, value, capacity);
    }

    @Override
    public void timerFired() {
        first.timerFired();
        second.timerFired();
    }

    @Override
    public @Nullable Object enters(String region) {
        Object a = first.enters(region);
        Object b = second.enters(region);
        return a == null ? b : a;
    }

    @Override
    public void leaves(@Nullable Object entered, String region) {
        first.leaves(entered, region);
        second.leaves(entered, region);
    }

    @Override
    public void log(String category, String message) {
        first.log(category, message);
        second.log(category, message);
    }
}
