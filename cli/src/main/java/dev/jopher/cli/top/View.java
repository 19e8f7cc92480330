package dev.jopher.cli.top;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What the user has chosen by keys: how to sort and group, which groups are open. */
final class View {
    private static final int PAGE = 10;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private Group.By by = Group.By.CREATED;
    private Group.Order order = Group.Order.COUNT;
    private final Set<Part.Place> open = new HashSet<>();
    private Part.@Nullable Place selected;
    private boolean channels = true;
    private boolean paused;
    private boolean help;
    private boolean over;
    private Duration interval;

    View(Duration interval) {
        this.interval = interval;
    }

    /**
     * Changes what the key is for.
     *
     * @param groups those that are shown, in their order
     */
    void press(Key key, List<Group> groups) {
        if (help && key.name() != Key.Name.CLOSED && !isQuit(key)) {
            help = false;
            return;
        }
        int last = groups.size() - 1;
        switch (key.name()) {
            case LETTER -> press(key.letter(), groups);
            case UP -> select(index(groups) - 1, groups);
            case DOWN -> select(index(groups) + 1, groups);
            case PAGE_UP -> select(index(groups) - PAGE, groups);
            case PAGE_DOWN -> select(index(groups) + PAGE, groups);
            case HOME -> select(0, groups);
            case END -> select(last, groups);
            case ENTER -> toggle(groups);
            case RIGHT -> open(groups, true);
            case LEFT, ESCAPE -> open(groups, false);
            case CLOSED -> over = true;
            case OTHER -> {
                // for nothing here
            }
        }
    }

    private static boolean isQuit(Key key) {
        return key.letter() == 'q';
    }

    private void press(char letter, List<Group> groups) {
        switch (letter) {
            case 'q' -> over = true;
            case 'h', '?' -> help = true;
            case 'g' -> by = by.other();
            case 'c' -> channels = !channels;
            case ' ' -> paused = !paused;
            case 'k' -> select(index(groups) - 1, groups);
            case 'j' -> select(index(groups) + 1, groups);
            case '+' -> interval(interval.multipliedBy(2));
            case '-' -> interval(interval.dividedBy(2));
            case 's' -> order = next(order);
            default -> order(letter);
        }
    }

    private static Group.Order next(Group.Order order) {
        Group.Order[] all = Group.Order.values();
        return all[(order.ordinal() + 1) % all.length];
    }

    private void order(char letter) {
        for (Group.Order o : Group.Order.values()) {
            if (o.key == letter) {
                order = o;
            }
        }
    }

    private void interval(Duration wanted) {
        if (wanted.compareTo(SHORTEST) >= 0 && wanted.compareTo(LONGEST) <= 0) {
            interval = wanted;
        }
    }

    // ---- the selected group ---------------------------------------------------------------------

    /** Returns the index of the selected group: the first if that one is gone. */
    int index(List<Group> groups) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).place().equals(selected)) {
                return i;
            }
        }
        return 0;
    }

    private void select(int index, List<Group> groups) {
        if (!groups.isEmpty()) {
            selected = groups.get(Math.clamp(index, 0, groups.size() - 1)).place();
        }
    }

    private void toggle(List<Group> groups) {
        open(groups, !groups.isEmpty() && !isOpen(groups.get(index(groups))));
    }

    private void open(List<Group> groups, boolean wanted) {
        if (groups.isEmpty()) {
            return;
        }
        Part.Place place = groups.get(index(groups)).place();
        selected = place;
        if (wanted) {
            open.add(place);
        } else {
            open.remove(place);
        }
    }

    boolean isOpen(Group group) {
        return open.contains(group.place());
    }

    // ---- what is shown --------------------------------------------------------------------------

    List<Group> groups(Snapshot snapshot) {
        return Group.of(snapshot.parts(), by, order);
    }

    Group.By by() {
        return by;
    }

    Group.Order order() {
        return order;
    }

    boolean showsChannels() {
        return channels;
    }

    boolean isPaused() {
        return paused;
    }

    boolean showsHelp() {
        return help;
    }

    boolean isOver() {
        return over;
    }

    Duration interval() {
        return interval;
    }
}
