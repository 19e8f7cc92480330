// Orders that workers of any number of machines handle. Without a server, the channel lives in this
// process:
//
//     mvn package -DskipTests -pl nats -am
//     ./jopher run -cp 'nats/target/with/*' examples/nats/Orders.java
//
// With one, start it in several terminals. One of them sends the orders:
//
//     nats-server -js
//     ./jopher run -cp 'nats/target/with/*' examples/nats/Orders.java -nats localhost:4222 -work
//     ./jopher run -cp 'nats/target/with/*' examples/nats/Orders.java -nats localhost:4222

import static dev.jopher.Go.*;

import dev.jopher.*;
import dev.jopher.nats.*;
import dev.jopher.sync.*;

static final int WORKERS = 4;
static final int CAPACITY = 10; // then a send waits

void main(String[] args) throws Exception {
    boolean sends = !Arrays.asList(args).contains("-work");
    int at = Arrays.asList(args).indexOf("-nats");
    if (at < 0) {
        handle(RemoteChannel.local("orders", CAPACITY, Codec.strings()), true);
    } else {
        try (var nats = RemoteChannel.connect("nats://" + args[at + 1])) {
            handle(RemoteChannel.open(nats, "orders", CAPACITY, Codec.strings()), sends);
            if (sends) {
                RemoteChannel.delete(nats, "orders");
            }
        }
    }
}

void handle(RemoteChannel<String> orders, boolean sends) throws Exception {
    var done = new AtomicInteger();
    var all = new WaitGroup();
    var deliveries = orders.receivers(WORKERS);
    for (int worker = 0; worker < WORKERS; worker++) {
        all.go(() -> {
            for (var d : deliveries) {
                try (d) { // given back if pack throws
                    pack(d.value());
                    d.accept();
                    done.incrementAndGet();
                } catch (IllegalStateException e) {
                    IO.println("not yet, attempt " + d.attempt() + ": " + e.getMessage());
                }
            }
        });
    }
    if (sends) {
        for (int n = 1; n <= 50; n++) {
            orders.send("order " + n);
        }
        orders.close(); // the loops of all workers end when each order is done
    }
    all.await();
    IO.println("packed " + done + " orders");
}

static final AtomicBoolean empty = new AtomicBoolean(true);

// Order 7 fails once.
void pack(String order) {
    if (order.equals("order 7") && empty.getAndSet(false)) {
        throw new IllegalStateException(order + ", out of boxes");
    }
    sleep(Duration.ofMillis(1));
}
