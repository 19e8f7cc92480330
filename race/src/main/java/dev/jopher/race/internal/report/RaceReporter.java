package dev.jopher.race.internal.report;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.race.Race;
import dev.jopher.race.Race.Access;
import dev.jopher.race.Race.Actor;
import dev.jopher.race.Race.Element;
import dev.jopher.race.Race.Kind;
import dev.jopher.race.Race.Order;
import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;
import org.jspecify.annotations.Nullable;

/**
 * Reports races. Called by the thread whose access is the second one, before that happens.
 *
 * <p>While it makes the report, the thread is inside the detector, so that the report itself is
 * not checked. The program's handlers are called after that, outside of it: what they do is the
 * program's own, and its synchronisation counts.
 */
public final class RaceReporter {
    private static final int DEPTH = 7;
    private static final boolean HAS_RECORDER =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();
    private static final String CANARIES = "dev.jopher.race.canary.";

    private RaceReporter() {}

    /**
     * @param previous the word of the first access
     * @param previousWrote whether that was a write
     * @param site of the second access, which {@code t} is about to do
     */
    public static void race(long previous, boolean previousWrote, ShadowThread t, int site,
            boolean writes) {
        boolean inside = t.inside;
        Race toHandle;
        t.inside = true;
        try {
            toHandle = report(previous, previousWrote, t, site, writes);
        } finally {
            t.inside = inside;
        }
        if (toHandle != null && !t.handling) {
            handle(toHandle, t);
        }
    }

    /** Returns the race if it is new, and the program's handlers have to see it. */
    private static @Nullable Race report(long previous, boolean previousWrote, ShadowThread t,
            int site, boolean writes) {
        int first = Epoch.siteOf(previous);
        ControlledRuns.Listener run = ControlledRuns.listener();
        if (run != null) {
            inRun(run, previous, previousWrote, t, site, writes);
            return null;
        }
        RaceLog.News news = RaceLog.see(first, site);
        if (news == RaceLog.News.NONE) {
            return null;
        }
        Sites.Site a = Sites.get(site);
        if (a.type().startsWith(CANARIES)) {
            RaceLog.canary(a.type());
            return null;
        }
        if (LostEdges.forbidReports()) {
            return null;
        }
        Sites.Site b = Sites.get(first);
        String reason = Accepted.reason(a, b);
        if (reason != null || Suppressions.matches(a, b)) {
            if (reason != null && news == RaceLog.News.ALL) {
                Accepted.record(reason, a, b);
            }
            return null;
        }
        Race race = make(previous, previousWrote, t, site, writes);
        RaceLog.collect(race, first, site);
        if (news != RaceLog.News.ALL) {
            return null;
        }
        RaceLog.countOne();
        print(race);
        return race;
    }

    /** Hands a race in a run of the explorer to that, unless it is accepted. */
    private static void inRun(ControlledRuns.Listener run, long previous, boolean previousWrote,
            ShadowThread t, int site, boolean writes) {
        Sites.Site a = Sites.get(site);
        Sites.Site b = Sites.get(Epoch.siteOf(previous));
        if (!LostEdges.forbidReports() && Accepted.reason(a, b) == null
                && !Suppressions.matches(a, b)) {
            run.race(make(previous, previousWrote, t, site, writes));
        }
    }

    private static void print(Race race) {
        Options options = RaceLog.options();
        Output.print(options.json()
                ? new StringBuilder(race.toJson()).append('\n').toString()
                : race.text());
        if (HAS_RECORDER) {
            RaceEvent.record(race);
        }
        if (options.haltOnError()) {
            ExitCode.halt();
        }
    }

    private static void handle(Race race, ShadowThread t) {
        boolean inside = t.inside;
        t.inside = false;
        t.handling = true;
        try {
            RaceLog.handle(race);
        } finally {
            t.handling = false;
            t.inside = inside;
        }
    }

    private static Race make(long previous, boolean previousWrote, ShadowThread t, int site,
            boolean writes) {
        HeldLocks before = History.locks(previous);
        HeldLocks now = HeldLocks.of(t.trail);
        Access second = access(writes, site, t.trail.element, Identity.of(t).actor(),
                Stacks.here(DEPTH), Orders.ofSecond(t, now, before));
        Access first = access(previousWrote, Epoch.siteOf(previous), t.trail.element,
                Identity.of(previous), History.stack(previous),
                Orders.ofFirst(previous, before, now));
        return new Race(second, first, ReportText.of(second, first));
    }

    private static Access access(boolean writes, int number, int element, Actor actor,
            List<StackTraceElement> stack, Order order) {
        Sites.Site site = Sites.get(number);
        return new Access(writes ? Kind.WRITE : Kind.READ, site.variable(),
                element >= 0 && site.isOfArray() ? new Element(element, site.holder()) : null,
                actor, from(site.place(), stack), order);
    }

    /**
     * Returns the stack with the place of the access on top. What a loop has accessed is checked
     * when it ends, at another line.
     */
    private static List<StackTraceElement> from(StackTraceElement place,
            List<StackTraceElement> stack) {
        if (stack.isEmpty()) {
            return List.of(place);
        }
        StackTraceElement top = stack.get(0);
        if (top.getLineNumber() == place.getLineNumber()
                || !top.getClassName().equals(place.getClassName())
                || !top.getMethodName().equals(place.getMethodName())) {
            return stack;
        }
        List<StackTraceElement> result = new ArrayList<>(stack);
        result.set(0, place);
        return result;
    }
}
