package dev.jopher.race.litmus;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** To make a text of a collection reads it, wherever that is done. */
@SuppressWarnings("unused")
final class Texts {
    private Texts() {}

    /** {@code println} of a list. */
    static final class Printed extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1));
        final PrintStream out = new PrintStream(new ByteArrayOutputStream());

        @Override
        void racy() throws Exception {
            inTurn(() -> c.add(2), () -> out.println(c));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> out.println(c), () -> out.print(c), () -> out.println("a" + c.get(0)));
        }
    }

    /** A concatenation. */
    static final class Concatenated extends Litmus {
        final Map<Integer, Integer> c = new HashMap<>(Map.of(1, 2));
        String text = "";

        @Override
        void racy() throws Exception {
            inTurn(() -> c.put(2, 2), () -> text = "map " + c + 1L);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                String a = "map " + c + 1L + this;
            }, () -> {
                String b = c + "";
            });
        }
    }

    /** A format: only what it shows is read. */
    static final class Formatted extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.add(2), () -> String.format("%d%% %-4s%n", 1, c));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> c.add(2), () -> String.format("%d %b %s", 1, c, "a"),
                    () -> "%s".formatted(1, c));
        }
    }

    /** {@code String.valueOf}, and methods that are called as those of {@code Object}. */
    static final class AsObject extends Litmus {
        final Object c = new StringBuilder("a");

        @Override
        void racy() throws Exception {
            inTurn(() -> ((StringBuilder) c).append('b'), () -> Fields.use(c.toString().length()));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> String.valueOf(c), () -> Objects.toString(c), () -> c.toString());
        }
    }

    /** A set of constants of an enum. */
    static final class Enums extends Litmus {
        final Set<Thread.State> c = EnumSet.of(Thread.State.NEW);

        @Override
        void racy() throws Exception {
            inTurn(() -> c.add(Thread.State.BLOCKED), () -> String.valueOf(c));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> c.contains(Thread.State.NEW), () -> String.valueOf(c));
        }
    }
}
