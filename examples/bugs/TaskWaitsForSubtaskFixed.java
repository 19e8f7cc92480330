// Corrected: a subtask gets a goroutine of its own: they are cheap.
import static dev.jopher.Go.*;
import dev.jopher.*;

record Task(int depth, SendChannel<Integer> result) {}

void main() {
    var tasks = new Channel<Task>(10);
    for (var _ : range(2)) go(() -> work(tasks));
    var result = new Channel<Integer>(2);
    for (var _ : range(2)) tasks.send(new Task(1, result));
    IO.println(result.receive() + result.receive());
    tasks.close();
}

void work(Channel<Task> tasks) {
    for (var task : tasks) {
        sleep(Duration.ofMillis(200));
        task.result().send(task.depth() == 0 ? 1 : 1 + child(tasks, task.depth() - 1));
    }
}

int child(Channel<Task> tasks, int depth) {
    var result = new Channel<Integer>(1);
    go(() -> result.send(depth == 0 ? 1 : 1 + child(tasks, depth - 1)));
    return result.receive();
}
