// The gate opens for three runners, but signal wakes one of them.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;

Mutex mu = new Mutex();
Cond opened = new Cond(mu);
boolean open;

void main() {
    var runners = new WaitGroup();
    for (var _ : range(3)) runners.go(this::run);
    sleep(Duration.ofMillis(200));
    try (var _ = mu.hold()) {
        open = true;
        opened.signal();
    }
    runners.await();   // BUG: waits for two that signal has not woken
    IO.println("all ran");
}

void run() {
    try (var _ = mu.hold()) {
        while (!open) opened.await();   // BUG: one of three is woken
    }
}
