// Corrected: the handler only asks for the shutdown; another goroutine does it.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

WaitGroup handlers = new WaitGroup();
Channel<Unit> stopped = new Channel<>();

void main() {
    for (var request : List.of("/", "/stop")) {
        handlers.go(() -> handle(request));
    }
    stopped.receive();
    IO.println("stopped");
}

void handle(String request) {
    if (request.equals("/stop")) go(this::shutdown);
}

void shutdown() {
    handlers.await();
    stopped.close();
}
