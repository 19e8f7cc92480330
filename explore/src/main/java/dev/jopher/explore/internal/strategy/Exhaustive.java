package dev.jopher.explore.internal.strategy;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.explore.internal.search.Options;
import dev.jopher.explore.internal.world.Commutes;
import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.Op;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Strategy;
import dev.jopher.explore.internal.world.Verdict;
import dev.jopher.explore.internal.world.World;
import org.jspecify.annotations.Nullable;

/**
 * Runs one schedule of each kind: two schedules are the same if each object sees the same
 * operations in the same order (Mazurkiewicz). It is a search in depth that runs the program again
 * for each branch, with dynamic partial-order reduction: a state gets a second choice only if two
 * steps of a run, the first one from there, depend on each other and could change places
 * ({@link History}). Sleep sets (Godefroid) end a run as soon as all it can show has been shown.
 * What chance gives is a choice too.
 *
 * <p>An operation that waits until it can proceed, such as lock, counts when it proceeds; which
 * threads were waiting at that time makes no difference. So a thread that would only wait is not
 * chosen. But we see that only once it does wait. Then the run is abandoned, and another one is
 * chosen at that state. It may wait if all threads would.
 *
 * <p>With a bound of preemptions, all schedules within that bound run, without reduction: an order
 * that needs no further ones may be the same as one that does.
 */
final class Exhaustive implements Plan, Strategy {
    static final String NAME = "exhaustive";

    /** Numbers of chance up to this are all tried. */
    static final int MAX_CHANCE = 16;

    private final List<Node> path = new ArrayList<>();
    private final History history = new History(path);
    private final int bound;
    private int depth;

    /** Where the chosen thread has to wait, so that another one must be chosen. */
    private int retryAt = Node.NONE;

    private boolean over;
    private boolean complete = true;

    /** By thread: how many events of others there were when it last gave way. */
    private final List<Integer> gaveWay = new ArrayList<>();

    Exhaustive(int bound) {
        this.bound = bound;
    }

    private boolean reduces() {
        return bound == Options.UNBOUNDED;
    }

    // ---- a run ----------------------------------------------------------------------------------

    @Override
    public Strategy next(int n) {
        return this;
    }

    /** Returns the same for all runs: chance that the strategy does not give must not differ. */
    @Override
    public long seed(long all, int n) {
        return World.NO_CHANCE;
    }

    @Override
    public void begin(SplitMix random) {
        depth = 0;
        retryAt = Node.NONE;
        history.clear();
        gaveWay.clear();
    }

    @Override
    public String spec() {
        int[] choices = path.stream().mapToInt(n -> n.chosen).toArray();
        return Choices.spec(choices);
    }

    @Override
    public boolean sees(Op op) {
        return Choices.isSeen(op);
    }

    @Override
    public boolean isWatching() {
        return true;
    }

    @Override
    public void created(ControlledThread t) {
        history.created(t);
        while (gaveWay.size() <= t.id) {
            gaveWay.add(Node.NONE);
        }
    }

    @Override
    public void woken(ControlledThread t, ControlledThread by) {
        history.woken(t, by);
    }

    @Override
    public void timePassed() {
        history.timePassed();
    }

    @Override
    public void committed(ControlledThread t, Op op, @Nullable Object on) {
        history.committed(t, op, on, reduces());
        if (op == Op.YIELD) {
            gaveWay.set(t.id, history.eventsOfOthers(t));
        }
    }

    @Override
    public void blocked(ControlledThread t) {
        int at = history.nodeOf(t);
        if (at == Node.NONE || !reduces()) {
            return;
        }
        Node n = path.get(at);
        n.waiting.set(t.id);
        if (!n.allWait()) {
            retryAt = at;
            World.abandon();
        }
    }

    @Override
    public int random(int limit, SplitMix numbers) {
        if (limit > MAX_CHANCE) {
            complete = false;
            return numbers.next(limit);
        }
        if (depth == path.size()) {
            Node n = new Node(true);
            n.enabled.set(0, limit);
            n.tryAll();
            n.chosen = 0;
            n.before = depth == 0 ? 0 : path.get(depth - 1).preemptions;
            n.count();
            path.add(n);
        }
        return path.get(depth++).chosen;
    }

    @Override
    public int pick(ControlledThread[] ready, int n, @Nullable ControlledThread current) {
        if (depth == path.size()) {
            path.add(newNode(ready, n, current));
        }
        Node node = path.get(depth);
        for (int i = 0; i < n; i++) {
            ControlledThread t = ready[i];
            if (t.id == node.chosen) {
                node.op = t.isPending() ? t.op() : Op.START;
                node.on = t.on();
                history.chosen(t, depth++);
                return i;
            }
        }
        complete = false; // the program has not done the same again
        World.abandon();
        return 0;
    }

    private Node newNode(ControlledThread[] ready, int n, @Nullable ControlledThread current) {
        Node node = new Node(false);
        for (int i = 0; i < n; i++) {
            node.enabled.set(ready[i].id);
        }
        fallAsleep(node, ready, n);
        if (current != null && n > 1 && polls(current)) {
            node.waiting.set(current.id);
        }
        int best = Node.NONE;
        for (int i = n - 1; i >= 0; i--) {
            int id = ready[i].id;
            if (!node.asleep.get(id) && !node.waiting.get(id) && (best == Node.NONE
                    || cost(ready[i], current) < cost(ready[best], current))) {
                best = i;
            }
        }
        if (best == Node.NONE) {
            World.abandon();
            node.chosen = ready[0].id;
            return node;
        }
        node.chosen = ready[best].id;
        node.backtrack.set(node.chosen);
        bound(node, current);
        return node;
    }

    /** Threads sleep on while what happens does not concern their next step. */
    private void fallAsleep(Node node, ControlledThread[] ready, int n) {
        int before = depth - 1;
        while (before >= 0 && path.get(before).isChance) {
            before--;
        }
        if (before < 0 || !reduces()) {
            return;
        }
        Node last = path.get(before);
        for (int i = 0; i < n; i++) {
            ControlledThread t = ready[i];
            if (t.id != last.chosen && (last.asleep.get(t.id) || last.done.get(t.id))
                    && !(t.isPending()
                            && Dependence.dependent(last.op, last.on, t.op(), t.on()))) {
                node.asleep.set(t.id);
            }
        }
    }

    /** Returns whether it gives way again, and no other thread has done anything meanwhile. */
    private boolean polls(ControlledThread current) {
        return current.op() == Op.YIELD
                && gaveWay.get(current.id) == history.eventsOfOthers(current);
    }

    /** Returns a low number for what cannot make a difference, a high one for what may wait. */
    private static int cost(ControlledThread t, @Nullable ControlledThread current) {
        if (!t.isPending() || t.op().commutes() == Commutes.ALL) {
            return 0;
        }
        if (!t.op().isAcquiring()) {
            return t == current ? 1 : 2;
        }
        return t.op() == Op.AWAIT ? 4 : 3;
    }

    private void bound(Node node, @Nullable ControlledThread current) {
        if (reduces()) {
            return;
        }
        node.before = depth == 0 ? 0 : path.get(depth - 1).preemptions;
        if (current != null && node.before >= bound) {
            node.chosen = current.id;
            node.backtrack.clear();
            node.backtrack.set(current.id);
        } else {
            node.tryAll();
        }
        node.owner = current == null ? Node.NONE : current.id;
        node.count();
    }

    // ---- the search -----------------------------------------------------------------------------

    @Override
    public void ended(World run, boolean isNew) {
        if (retryAt != Node.NONE) {
            retry();
            return;
        }
        if (reduces()) {
            for (ControlledThread t : run.threads()) {
                if (t.isPending() && t.on() != null) {
                    history.findRaces(t, t.op(), t.on());
                }
            }
        }
        complete &= run.verdict() != Verdict.TOO_LONG && run.verdict() != Verdict.ABANDONED
                && run.verdict() != Verdict.OUT_OF_TIME;
        advance();
    }

    private void retry() {
        while (path.size() > retryAt + 1) {
            path.removeLast();
        }
        Node n = path.getLast();
        if (n.raced.get(n.chosen)) {
            n.tryAll();
        }
        n.backtrack.clear(n.chosen);
        if (n.backtrack.isEmpty()) {
            n.tryAll();
        }
        choose();
    }

    private void advance() {
        if (!path.isEmpty()) {
            path.getLast().done.set(path.getLast().chosen);
        }
        choose();
    }

    /** Takes the next choice of the deepest state that has one. */
    private void choose() {
        while (!path.isEmpty()) {
            Node n = path.getLast();
            int next = n.nextToTry();
            if (next != Node.NONE) {
                n.chosen = next;
                n.count();
                return;
            }
            path.removeLast();
            if (!path.isEmpty()) {
                path.getLast().done.set(path.getLast().chosen);
            }
        }
        over = true;
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public boolean isComplete() {
        return over && complete;
    }
}
