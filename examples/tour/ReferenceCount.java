// The same counter twice: behind a mutex, and owned by a goroutine that others send to.
// Both count right. Sometimes all you need is a reference counter: then take the mutex.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

class MutexCounter implements Counter {
    final Mutex mu = new Mutex();
    int n;

    public void add(int d) {
        try (var _ = mu.hold()) {
            n += d;
        }
    }

    public int get() {
        try (var _ = mu.hold()) {
            return n;
        }
    }
}

class ChannelCounter implements Counter {
    final Channel<Integer> adds = new Channel<>();
    final Channel<Integer> gets = new Channel<>();

    ChannelCounter() {
        go(this::own);
    }

    void own() {
        var add = onReceive(adds);
        int n = 0;
        for (;;) {
            switch (select(add, onSend(gets, n))) {
                case 0 -> n += add.value();
                case 1 -> {}
            }
        }
    }

    public void add(int d) { adds.send(d); }
    public int get() { return gets.receive(); }
}

interface Counter {
    void add(int d);
    int get();
}

// 1000 users take 10 references each and give 9 of them back.
int use(Counter c) {
    var users = new WaitGroup();
    for (int _ : range(1000)) {
        users.go(() -> {
            for (int _ : range(10)) c.add(1);
            for (int _ : range(9)) c.add(-1);
        });
    }
    users.await();
    return c.get();
}

void main() {
    IO.println("mutex: " + use(new MutexCounter()));
    IO.println("channel: " + use(new ChannelCounter()));
}
