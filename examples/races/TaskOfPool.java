// A task of a thread pool writes a field, and nothing waits for the task.
import java.util.concurrent.*;

int answer;

void main() throws Exception {
    try (var pool = Executors.newSingleThreadExecutor()) {
        pool.submit(() -> {
            answer = 42; // RACE: the caller drops the future
        });
        Thread.sleep(100);
        IO.println(answer >= 0); // RACE: get() would order them
    }
}
