// A pool of two workers. Each task submits a subtask to the same pool and waits for it; both
// workers wait.
import static dev.jopher.Go.*;
import dev.jopher.*;

record Task(int depth, SendChannel<Integer> result) {}

void main() {
    var tasks = new Channel<Task>(10);
    for (var _ : range(2)) go(() -> work(tasks));
    var result = new Channel<Integer>(2);
    for (var _ : range(2)) tasks.send(new Task(1, result));
    IO.println(result.receive() + result.receive());   // BUG: no worker is free for the subtasks
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
    tasks.send(new Task(depth, result));
    return result.receive();   // BUG: a worker waits for a worker
}
