// A handler that receives "stop" shuts the server down, and the shutdown waits for all handlers.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

WaitGroup handlers = new WaitGroup();
Channel<Unit> stopped = new Channel<>();

void main() {
    for (var request : List.of("/", "/stop")) {
        handlers.go(() -> handle(request));
    }
    stopped.receive();   // BUG: the shutdown that would say so does not come to its end
    IO.println("stopped");
}

void handle(String request) {
    if (request.equals("/stop")) shutdown();
}

void shutdown() {
    handlers.await();    // BUG: the handler that called us is one of those
    stopped.close();
}
