// TaskOfPool.java, corrected.
import java.util.concurrent.*;

int answer;

void main() throws Exception {
    try (var pool = Executors.newSingleThreadExecutor()) {
        var task = pool.submit(() -> {
            answer = 42;
        });
        task.get();
        IO.println(answer >= 0);
    }
}
