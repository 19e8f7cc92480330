package dev.jopher.cli.top;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws a moment: on a screen of a given size, or as text of any length. Pure, so that the tests
 * compare whole screens.
 */
final class Screen {
    private static final int LEAST_CHANNELS = 3;

    /** Rows of a text; a screen has as many as it has room for. */
    private static final int MOST_GROUPS_IN_TEXT = 30;
    private static final int MOST_CHANNELS_IN_TEXT = 10;

    private static final List<String> HELP = List.of(
            "up, down, j, k     select a group; page up, page down, home, end",
            "enter, right       open it: states, stacks, what its goroutines wait on, numbers",
            "left, escape       close it",
            "g                  group by the line that created the goroutines, or by where they are",
            "s                  sort by the next column: or directly by",
            "n r w t p          number, running, waiting, time of the wait, place",
            "c                  show channels or not",
            "space              pause and go on; the program itself is not paused",
            "+ -                show a snapshot half as often, twice as often",
            "q, Ctrl-C          quit",
            "",
            "RUN runs, READY waits for a processor, SINCE is the longest wait.",
            "A channel is listed once a goroutine waits for it, the fullest first.",
            "~ marks an estimate: with more than 1,000 goroutines samples are read.");

    private final int width;
    private final int height;

    Screen(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Returns {@code height} lines of at most {@code width} characters. */
    List<Styled> of(Header.Moment m, View view) {
        List<Styled> lines = new ArrayList<>(Header.of(m, width));
        if (view.showsHelp()) {
            HELP.forEach(t -> lines.add(Styled.plain(Words.cut(t, width))));
            return fill(lines, "any key goes back");
        }
        int room = height - lines.size() - 1;
        List<Styled> channels = view.showsChannels() ? channels(m, view, room) : List.of();
        lines.addAll(groups(m, view, room - channels.size()));
        fill(lines, height - 1 - channels.size());
        lines.addAll(channels);
        return fill(lines, keys(view));
    }

    /** Returns the table of goroutines, scrolled so that the selected group is visible. */
    private List<Styled> groups(Header.Moment m, View view, int room) {
        Tables tables = new Tables(width, true, view.by());
        List<Group> groups = view.groups(m.snapshot());
        int selected = view.index(groups);
        List<Styled> rows = new ArrayList<>();
        int first = 0;
        int last = 0;
        for (int i = 0; i < groups.size(); i++) {
            Group g = groups.get(i);
            first = i == selected ? rows.size() : first;
            rows.add(new Styled(Words.left(tables.row(g), width),
                    i == selected ? Styled.Style.REVERSE : Styled.Style.PLAIN));
            if (view.isOpen(g)) {
                g.parts().forEach(p -> rows.addAll(
                        Styled.all(tables.rows(p), Styled.Style.PLAIN)));
            }
            last = i == selected ? rows.size() : last;
        }
        List<Styled> table = new ArrayList<>();
        table.add(new Styled(tables.head(), Styled.Style.BOLD));
        int visible = Math.max(0, room - 1);
        int from = Math.clamp(last - visible, 0, first);
        table.addAll(rows.subList(from, Math.min(rows.size(), from + visible)));
        return table;
    }

    /** Returns the table of channels, which takes a third of the room at most. */
    private List<Styled> channels(Header.Moment m, View view, int room) {
        List<Fill> all = m.snapshot().channels();
        int rows = Math.min(all.size(), room / 3 - 1);
        if (rows < Math.min(LEAST_CHANNELS, all.size()) || all.isEmpty()) {
            return List.of();
        }
        Tables tables = new Tables(width, true, view.by());
        List<Styled> table = new ArrayList<>();
        table.add(new Styled(tables.channelHead(), Styled.Style.BOLD));
        all.stream().limit(rows).forEach(f -> table.add(Styled.plain(tables.row(f))));
        return table;
    }

    private String keys(View view) {
        return Words.cut(String.join("  ", "q quit", "h help", "enter open",
                "s by " + view.order().title, "g by " + view.by().words,
                view.isPaused() ? "space go on" : "space pause",
                "+- " + Words.seconds(view.interval())), width);
    }

    private List<Styled> fill(List<Styled> lines, String last) {
        fill(lines, height - 1);
        lines.add(new Styled(Words.left(last, width), Styled.Style.REVERSE));
        return List.copyOf(lines.subList(Math.max(0, lines.size() - height), lines.size()));
    }

    /** Makes it {@code n} lines. */
    private static void fill(List<Styled> lines, int n) {
        while (lines.size() < n) {
            lines.add(Styled.plain(""));
        }
        while (lines.size() > Math.max(0, n)) {
            lines.removeLast();
        }
    }

    /** Returns a snapshot as text, in which nothing is cut off. */
    static String text(Header.Moment m, View view, int width) {
        Tables tables = new Tables(width, false, view.by());
        StringBuilder text = new StringBuilder();
        Header.of(m, width).forEach(l -> text.append(l.text()).append('\n'));
        List<Group> groups = view.groups(m.snapshot());
        text.append(tables.head()).append('\n');
        groups.stream().limit(MOST_GROUPS_IN_TEXT)
                .forEach(g -> text.append(tables.row(g)).append('\n'));
        long rest = groups.stream().skip(MOST_GROUPS_IN_TEXT).mapToLong(Group::count).sum()
                + m.snapshot().pass().others();
        if (rest > 0) {
            text.append(Words.right(Words.brief(rest), 6)).append(" more in other groups\n");
        }
        List<Fill> channels = m.snapshot().channels();
        if (!channels.isEmpty()) {
            text.append(tables.channelHead()).append('\n');
            channels.stream().limit(MOST_CHANNELS_IN_TEXT)
                    .forEach(f -> text.append(tables.row(f)).append('\n'));
        }
        return text.toString();
    }
}
