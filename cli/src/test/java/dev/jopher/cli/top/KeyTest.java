package dev.jopher.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** What terminals send for a key. */
class KeyTest {
    private static List<Key.Name> names(String sent) throws IOException {
        InputStream in = new ByteArrayInputStream(sent.getBytes(StandardCharsets.ISO_8859_1));
        List<Key.Name> names = new ArrayList<>();
        do {
            names.add(Key.read(in).name());
        } while (names.getLast() != Key.Name.CLOSED);
        return names.subList(0, names.size() - 1);
    }

    @Test
    void arrowsOfBothModes() throws IOException {
        assertThat(names("\033[A\033OB\033[1;5C\033[D")).containsExactly(Key.Name.UP,
                Key.Name.DOWN, Key.Name.RIGHT, Key.Name.LEFT);
    }

    @Test
    void keysWithNumbers() throws IOException {
        assertThat(names("\033[5~\033[6~\033[1~\033[4~\033[H\033OF\033[15~")).containsExactly(
                Key.Name.PAGE_UP, Key.Name.PAGE_DOWN, Key.Name.HOME, Key.Name.END, Key.Name.HOME,
                Key.Name.END, Key.Name.OTHER);
    }

    @Test
    void lettersAndTheRest() throws IOException {
        assertThat(names("q\r\n\177\033x")).containsExactly(Key.Name.LETTER, Key.Name.ENTER,
                Key.Name.ENTER, Key.Name.ESCAPE, Key.Name.OTHER);
        assertThat(names("\033")).containsExactly(Key.Name.ESCAPE);
        assertThat(names("\033[")).isEmpty();
    }
}
