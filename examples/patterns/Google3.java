// Google search 3.0: asks two replicas of each server and takes whichever answers first.
// Fast, concurrent, replicated, robust; the losers are cancelled at once, and nothing leaks.
import static dev.jopher.Go.*;
import dev.jopher.*;
import java.util.concurrent.atomic.*;

record Result(String text) {}
interface Search { Result of(Context ctx, String query); }

final Search web1 = fakeSearch("web"), web2 = fakeSearch("web");
final Search image1 = fakeSearch("image"), image2 = fakeSearch("image");
final Search video1 = fakeSearch("video"), video2 = fakeSearch("video");

final AtomicInteger started = new AtomicInteger(), ended = new AtomicInteger();

void main() {
    google("warm up"); // classes are loaded at first use
    var start = Instant.now();
    var results = google("golang");
    var elapsed = Duration.between(start, Instant.now());
    for (var r : results) IO.println(r.text());
    IO.println("timed out: " + (results.size() < 3));
    IO.println("time: " + elapsed.toMillis() + " ms");
    IO.println("goroutines left: " + goroutinesLeft());
    IO.println("searches still on: " + (started.get() - ended.get()));
}

List<Result> google(String query) {
    var results = new ArrayList<Result>();
    try (var ctx = Context.background().withTimeout(Duration.ofMillis(80))) {
        var c = new Channel<Result>();
        go(() -> first(ctx, query, c, web1, web2));
        go(() -> first(ctx, query, c, image1, image2));
        go(() -> first(ctx, query, c, video1, video2));

        for (int _ : range(3)) results.add(c.receive(ctx));
    } catch (ContextException e) {
        // what has come must do
    }
    return results;
}

// Sends the first answer to out; replicas that have not answered by then are cancelled.
void first(Context ctx, String query, SendChannel<Result> out, Search... replicas) {
    try (var replicasCtx = ctx.withCancel()) {
        var c = new Channel<Result>();
        for (var replica : replicas) {
            go(() -> {
                try {
                    c.send(replicasCtx, replica.of(replicasCtx, query));
                } catch (ContextException e) {
                    // no longer needed
                }
            });
        }
        var r = c.receive(ctx);
        replicasCtx.cancel();
        out.send(ctx, r);
    } catch (ContextException e) {
        // too late
    }
}

Search fakeSearch(String kind) {
    var random = new Random();
    return (ctx, query) -> {
        started.incrementAndGet();
        try {
            after(Duration.ofMillis(random.nextInt(100))).receive(ctx);
            return new Result(kind + " result for " + query);
        } finally {
            ended.incrementAndGet();
        }
    };
}

// A goroutine that is about to exit gets a moment for it.
int goroutinesLeft() {
    for (int i = 0; i < 1000 && numGoroutine() > 1; i++) sleep(Duration.ofMillis(1));
    return numGoroutine();
}
