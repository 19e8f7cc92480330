package dev.jopher.explore.internal.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;

import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Verdict;
import org.junit.jupiter.api.Test;

class TokenTest {
    private static final int[] NONE = {};

    private static Token token(int[] at, int[] index, int[] bounds, int[] results) {
        return new Token(new Choices(at, index, bounds, results), Verdict.DEADLOCK, true, 100_000,
                0xCAFEBABE, -5, false);
    }

    @Test
    void readsWhatItWrites() {
        Token t = token(new int[] {0, 1, 7, 900, 100_000}, new int[] {0, 3, 2, 1, 200},
                new int[] {2, 1 << 30}, new int[] {1, 1 << 29});
        Token read = Token.parse(t.toString());
        assertArrayEquals(t.choices().at(), read.choices().at());
        assertArrayEquals(t.choices().index(), read.choices().index());
        assertArrayEquals(t.choices().results(), read.choices().results());
        assertEquals(Verdict.DEADLOCK, read.verdict());
        assertEquals(0xCAFEBABE, read.hash());
        assertEquals(100_000, read.maxSteps());
        assertTrue(read.untilQuiet());
    }

    @Test
    void manyNumbersOfTheSeedAreTheSeed() {
        SplitMix numbers = new SplitMix(SplitMix.mix(-5, 1));
        int[] bounds = new int[1000];
        int[] results = new int[1000];
        for (int i = 0; i < 1000; i++) {
            bounds[i] = 1000;
            results[i] = numbers.next(1000);
        }
        String text = token(NONE, NONE, bounds, results).toString();
        assertTrue(text.length() < 40, text);
        assertEquals(-5, Token.parse(text).seed());
        results[999]++;
        assertTrue(token(NONE, NONE, bounds, results).toString().length() > 1000);
    }

    @Test
    void aRunThatUsesJavasChanceHasTheSeed() {
        Token t = new Token(new Choices(new int[] {3}, new int[] {1}, new int[] {2}, new int[] {1}),
                Verdict.PANIC, false, 100, 7, -5, true);
        Token read = Token.parse(t.toString());
        assertEquals(-5, read.seed());
        assertTrue(read.usesNumbers());
        assertArrayEquals(new int[] {1}, read.choices().results());
        assertEquals(0, Token.parse(token(NONE, NONE, NONE, NONE).toString()).seed());
    }

    @Test
    void eachDamageIsSeen() {
        String text = token(IntStream.range(0, 20).map(i -> i * 3).toArray(), new int[20], NONE,
                NONE).toString();
        for (int i = 0; i < text.length() - 1; i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            String damaged = text.substring(0, i) + other + text.substring(i + 1);
            assertThrows(IllegalArgumentException.class, () -> Token.parse(damaged), damaged);
            String part = text.substring(0, i);
            assertThrows(IllegalArgumentException.class, () -> Token.parse(part), part);
        }
    }

    @Test
    void errorsSayWhatIsWrong() {
        assertEquals("not a schedule's token: it does not begin with x1", message("hello"));
        assertEquals("not a schedule's token: it is of another version of Jopher",
                message("x9AAAA"));
        assertTrue(message("x1AA!A").contains("other characters"));
        assertTrue(message("x1AAAAAAAA").contains("checksum"));
    }

    private static String message(String text) {
        return assertThrows(IllegalArgumentException.class, () -> Token.parse(text)).getMessage();
    }
}
