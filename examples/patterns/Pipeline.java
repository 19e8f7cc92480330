// Stages joined by channels: numbers, two goroutines that square them, one that merges.
// The second pipeline is left after two values; closing done makes every stage end.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    int sum = 0;
    for (int n : squares(Channel.never(), 1, 2, 3, 4, 5, 6)) sum += n;
    IO.println("all six squares: " + sum);

    IO.println("of the next six: " + two());
    IO.println("goroutines left: " + goroutinesLeft());
}

int two() {
    var done = new Channel<Unit>();
    int count = 0;
    try {
        var out = squares(done, 1, 2, 3, 4, 5, 6);
        for (int _ : range(2)) {
            out.receive();
            count++;
        }
        return count;
    } finally {
        done.close();
    }
}

ReceiveChannel<Integer> squares(ReceiveChannel<Unit> done, int... nums) {
    var in = gen(done, nums);
    return merge(done, sq(done, in), sq(done, in));
}

ReceiveChannel<Integer> gen(ReceiveChannel<Unit> done, int... nums) {
    var out = new Channel<Integer>();
    go(() -> {
        try {
            for (int n : nums) {
                if (select(onSend(out, n), onReceive(done)) == 1) return;
            }
        } finally {
            out.close();
        }
    });
    return out;
}

ReceiveChannel<Integer> sq(ReceiveChannel<Unit> done, ReceiveChannel<Integer> in) {
    var out = new Channel<Integer>();
    go(() -> {
        try {
            for (int n : in) {
                if (select(onSend(out, n * n), onReceive(done)) == 1) return;
            }
        } finally {
            out.close();
        }
    });
    return out;
}

@SafeVarargs
final ReceiveChannel<Integer> merge(
        ReceiveChannel<Unit> done, ReceiveChannel<Integer>... inputs) {
    var out = new Channel<Integer>();
    var wg = new WaitGroup();
    for (var in : inputs) {
        wg.go(() -> {
            for (int n : in) {
                if (select(onSend(out, n), onReceive(done)) == 1) return;
            }
        });
    }
    go(() -> {
        wg.await();
        out.close();
    });
    return out;
}

// A goroutine that is about to exit gets a moment for it.
int goroutinesLeft() {
    for (int i = 0; i < 1000 && numGoroutine() > 1; i++) sleep(Duration.ofMillis(1));
    return numGoroutine();
}
