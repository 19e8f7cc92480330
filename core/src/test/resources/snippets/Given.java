import dev.jopher.*;
import dev.jopher.sync.*;
import java.util.List;

/** What the examples in the Javadoc leave out. */
class Given {
    Channel<Integer> jobs = new Channel<>();
    Channel<Integer> results = new Channel<>();
    Channel<Integer> out = new Channel<>();
    Channel<Unit> done = new Channel<>();
    Channel<String> answers = new Channel<>();
    List<String> urls = List.of();
    List<String> names = List.of();
    RateLimiter limiter = new RateLimiter(10, 3);
    Context ctx = Context.background();
    Image image = new Image(1 << 20);

    record Image(int size) {}

    void resize(Image image) {}

    void handle(Object job) {}

    void handle(Context ctx, Object job) {}

    void fetch(String url) {}

    String query(String name) {
        return name;
    }

    void report(Object at) {}

    void use(Object value) {}

    void watch(Context ctx) {}

    void worker(int id, ReceiveChannel<Integer> jobs, SendChannel<Integer> results) {}

    void serve() {}

    void stop() {}

    void idle() {}

    void giveUp() {}

    void giveUp(Object at) {}
}
