package dev.jopher.internal.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.jopher.Go;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void equalKeysHaveOneNumber() {
        var table = new Table<String>(64);
        int a = table.numberOf("a");
        assertThat(a).isPositive();
        assertThat(table.numberOf(new String("a"))).isEqualTo(a);
        assertThat(table.numberOf("b")).isPositive().isNotEqualTo(a);
        assertThat(table.key(a)).isEqualTo("a");
        assertThat(table.count()).isEqualTo(2);
    }

    @Test
    void aFullTableRefusesNewKeysOnly() {
        var table = new Table<Integer>(8);
        for (int i = 0; i < 8; i++) {
            assertThat(table.numberOf(i)).isPositive();
        }
        assertThat(table.numberOf(8)).isZero();
        assertThat(table.numberOf(3)).isPositive();
        assertThat(table.count()).isEqualTo(8);
    }

    @Test
    void goroutinesAgreeOnTheNumbers() {
        var table = new Table<Integer>(1024);
        Map<Integer, Integer> numbers = new ConcurrentHashMap<>();
        Go.run(() -> {
            var all = new WaitGroup();
            for (int g = 0; g < 8; g++) {
                all.go(() -> {
                    for (int k = 0; k < 500; k++) {
                        int number = table.numberOf(k);
                        Integer before = numbers.putIfAbsent(k, number);
                        assertThat(before == null || before == number).isTrue();
                    }
                });
            }
            all.await();
        });
        assertThat(numbers.values()).doesNotHaveDuplicates().hasSize(500);
    }
}
