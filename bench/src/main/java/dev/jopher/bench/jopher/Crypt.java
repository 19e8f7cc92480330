package dev.jopher.bench.jopher;

import java.util.Arrays;

import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Check;
import dev.jopher.bench.worker.Kernel;
import dev.jopher.bench.worker.Lcg;

/**
 * Encrypts bytes with the cipher IDEA, and decrypts them: eight rounds of multiplication modulo
 * 65,537, addition modulo 65,536 and exclusive or, on blocks of four numbers of 16 bits. Each
 * goroutine has blocks of its own, next to those of another one in the same array.
 */
final class Crypt implements Kernel {
    private static final int BLOCK = 8;
    private static final int BLOCKS = 20_000;
    private static final int ROUNDS = 8;
    private static final int IN_A_ROUND = 6;
    private static final int KEYS = ROUNDS * IN_A_ROUND + 4;
    private static final int MODULUS = 65_537;

    private final byte[] plain = new byte[BLOCKS * BLOCK];
    private final int[] encrypting;
    private final int[] decrypting;

    Crypt() {
        var random = new Lcg(4);
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) random.below(256);
        }
        encrypting = keys(0x0123_4567_89AB_CDEFL, 0xFEDC_BA98_7654_3210L);
        decrypting = inverse(encrypting);
    }

    @Override
    public double run(Bench b) {
        var secret = new byte[plain.length];
        Kernels.inParallel(b, BLOCKS, (from, to) -> cipher(plain, secret, encrypting, from, to));
        var again = new byte[plain.length];
        Kernels.inParallel(b, BLOCKS, (from, to) -> cipher(secret, again, decrypting, from, to));
        Check.that(Arrays.equals(plain, again));
        long sum = 0;
        for (int i = 0; i < secret.length; i++) {
            sum += (secret[i] & 0xFF) * (i % 251);
        }
        return sum;
    }

    /** Returns the parts of the key, which turns left by 25 bits after each eight of them. */
    private static int[] keys(long high, long low) {
        var keys = new int[KEYS];
        for (int i = 0; i < KEYS; i++) {
            if (i > 0 && i % 8 == 0) {
                long h = high;
                high = high << 25 | low >>> 39;
                low = low << 25 | h >>> 39;
            }
            long half = i % 8 < 4 ? high : low;
            keys[i] = (int) (half >>> 48 - i % 4 * 16) & 0xFFFF;
        }
        return keys;
    }

    /** Returns the keys that undo what {@code keys} do, the last first. */
    private static int[] inverse(int[] keys) {
        var inverse = new int[KEYS];
        for (int round = 0; round <= ROUNDS; round++) {
            int to = round * IN_A_ROUND;
            int from = KEYS - 4 - to;
            boolean isOuter = round == 0 || round == ROUNDS;
            inverse[to] = reciprocal(keys[from]);
            inverse[to + 1] = -keys[from + (isOuter ? 1 : 2)] & 0xFFFF;
            inverse[to + 2] = -keys[from + (isOuter ? 2 : 1)] & 0xFFFF;
            inverse[to + 3] = reciprocal(keys[from + 3]);
            if (round < ROUNDS) {
                inverse[to + 4] = keys[from - 2];
                inverse[to + 5] = keys[from - 1];
            }
        }
        return inverse;
    }

    /** Returns x to the power of 65,535, which times x is 1 modulo 65,537. */
    private static int reciprocal(int x) {
        int power = 1;
        for (int i = 0; i < 16; i++) {
            power = multiply(multiply(power, power), x);
        }
        return power;
    }

    /** Returns the product modulo 65,537, where 0 means 65,536. */
    private static int multiply(int a, int b) {
        long product = (long) (a == 0 ? MODULUS - 1 : a) * (b == 0 ? MODULUS - 1 : b);
        return (int) (product % MODULUS) & 0xFFFF;
    }

    private static void cipher(byte[] from, byte[] to, int[] keys, int first, int end) {
        for (int block = first * BLOCK; block < end * BLOCK; block += BLOCK) {
            int x1 = word(from, block);
            int x2 = word(from, block + 2);
            int x3 = word(from, block + 4);
            int x4 = word(from, block + 6);
            int k = 0;
            for (int round = 0; round < ROUNDS; round++) {
                x1 = multiply(x1, keys[k++]);
                x2 = x2 + keys[k++] & 0xFFFF;
                x3 = x3 + keys[k++] & 0xFFFF;
                x4 = multiply(x4, keys[k++]);
                int t = multiply(x1 ^ x3, keys[k++]);
                int u = multiply(t + (x2 ^ x4) & 0xFFFF, keys[k++]);
                t = t + u & 0xFFFF;
                x1 ^= u;
                x4 ^= t;
                int swapped = x2 ^ t;
                x2 = x3 ^ u;
                x3 = swapped;
            }
            put(to, block, multiply(x1, keys[k++]));
            put(to, block + 2, x3 + keys[k++]);
            put(to, block + 4, x2 + keys[k++]);
            put(to, block + 6, multiply(x4, keys[k]));
        }
    }

    private static int word(byte[] from, int i) {
        return from[i] & 0xFF | (from[i + 1] & 0xFF) << 8;
    }

    private static void put(byte[] to, int i, int word) {
        to[i] = (byte) word;
        to[i + 1] = (byte) (word >>> 8);
    }
}
