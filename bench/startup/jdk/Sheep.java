// The same with what the JDK has. A queue cannot be closed: END means that nothing more comes.
import java.util.concurrent.*;

static final String END = "";

void main() throws InterruptedException {
    var sheep = new SynchronousQueue<String>();
    var fish = new SynchronousQueue<String>();
    Thread.startVirtualThread(() -> count("sheep", sheep));
    Thread.startVirtualThread(() -> count("fish", fish));

    var first = Thread.startVirtualThread(() -> show(sheep));
    var second = Thread.startVirtualThread(() -> show(fish));
    first.join();
    second.join();
}

void count(String thing, BlockingQueue<String> c) {
    try {
        for (int i = 1; i <= 5; i++) {
            c.put(i + " " + thing);
        }
        c.put(END);
    } catch (InterruptedException e) {
        throw new IllegalStateException(e);
    }
}

void show(BlockingQueue<String> c) {
    try {
        for (var msg = c.take(); !msg.equals(END); msg = c.take()) IO.println(msg);
    } catch (InterruptedException e) {
        throw new IllegalStateException(e);
    }
}
