// Feeds are fetched, cleared of duplicates and merged into one stream; one feed always fails.
// Each loop has a select with a reply channel, null channels, and all its state in local variables.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

final int MAX_PENDING = 10;

record Item(String domain, int number) {}

// pause is the time until the next fetch
record Fetched(List<Item> items, Duration pause, List<String> errors) {}

void main() {
    var merged = merge(
        subscribe(new Feed("blog", false)),
        subscribe(new Feed("news", false)),
        subscribe(new Feed("gone", true)));
    for (int _ : range(20)) {
        var i = merged.updates.receive();
        IO.println(i.domain() + " " + i.number());
    }
    IO.println("closed, errors: " + merged.close());
    IO.println("goroutines left: " + goroutinesLeft());
}

Feeds subscribe(Feed f) {
    var s = new Feeds();
    go(s::loop, f);
    return s;
}

class Feeds {
    final Channel<Item> updates = new Channel<>();
    final Channel<Channel<List<String>>> closing = new Channel<>();

    // Asks the loop to end and waits for its answer.
    List<String> close() {
        var reply = new Channel<List<String>>();
        closing.send(reply);
        return reply.receive();
    }

    void loop(Feed f) {
        var pending = new ArrayDeque<Item>(); // fetched, not yet sent
        Channel<Fetched> result = null; // not null while a fetch is under way
        var next = Instant.now();
        var errors = List.<String>of();
        var seen = new HashSet<Item>();
        var close = onReceive(closing);
        for (;;) {
            var start = result == null && pending.size() < MAX_PENDING
                ? onTimeout(Duration.between(Instant.now(), next))
                : null; // null unless a fetch may start
            var fetched = onReceive(result);
            var send = pending.isEmpty() ? null : onSend(updates, pending.peek());
            switch (select(start, fetched, send, close)) {
                case 0 -> {
                    result = new Channel<>(1);
                    go(f::fetch, result);
                }
                case 1 -> {
                    var r = fetched.value();
                    result = null;
                    next = Instant.now().plus(r.pause());
                    errors = r.errors();
                    for (var i : r.items()) {
                        if (seen.add(i)) pending.add(i);
                    }
                }
                case 2 -> pending.remove();
                case 3 -> {
                    close.value().send(errors);
                    return;
                }
            }
        }
    }
}

Feeds merge(Feeds... subscriptions) {
    var merged = new Feeds();
    var quit = new Channel<Unit>();
    var forwarders = new WaitGroup();
    for (var s : subscriptions) {
        forwarders.go(this::forward, s.updates, merged.updates, quit);
    }
    go(() -> {
        var reply = merged.closing.receive();
        quit.close();
        forwarders.await();
        var errors = new ArrayList<String>();
        for (var s : subscriptions) errors.addAll(s.close());
        reply.send(errors);
    });
    return merged;
}

void forward(ReceiveChannel<Item> in, SendChannel<Item> out, ReceiveChannel<Unit> quit) {
    var item = onReceive(in);
    var end = onReceive(quit);
    for (;;) {
        if (select(item, end) == 1) return;
        if (select(onSend(out, item.value()), end) == 1) return;
    }
}

// Stands for a server: each fetch finds two new items and one that is known already.
class Feed {
    final String domain;
    final boolean broken;
    int next;

    Feed(String domain, boolean broken) {
        this.domain = domain;
        this.broken = broken;
    }

    void fetch(SendChannel<Fetched> result) {
        if (broken) {
            var errors = List.of(domain + ": not found");
            result.send(new Fetched(List.of(), Duration.ofSeconds(1), errors));
            return;
        }
        sleep(Duration.ofMillis(ThreadLocalRandom.current().nextInt(10)));
        var items = new ArrayList<Item>();
        for (int n = Math.max(next - 1, 0); n < next + 2; n++) {
            items.add(new Item(domain, n));
        }
        next += 2;
        result.send(new Fetched(items, Duration.ofMillis(10), List.of()));
    }
}

// A goroutine that is about to exit gets a moment for it.
int goroutinesLeft() {
    for (int i = 0; i < 1000 && numGoroutine() > 1; i++) sleep(Duration.ofMillis(1));
    return numGoroutine();
}
