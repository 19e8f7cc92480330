// Corrected: every way through the loop answers.
import static dev.jopher.Go.*;
import dev.jopher.*;

record Request(String key, SendChannel<String> reply) {}

void main() {
    var requests = new Channel<Request>();
    go(() -> serve(requests));
    for (var key : List.of("wool", "gold")) {
        IO.println(key + ": " + ask(requests, key));
    }
    requests.close();
}

String ask(SendChannel<Request> requests, String key) {
    var reply = new Channel<String>(1);
    requests.send(new Request(key, reply));
    return reply.receive();
}

void serve(ReceiveChannel<Request> requests) {
    var stock = Map.of("wool", "3 bags");
    for (var request : requests) {
        request.reply().send(stock.getOrDefault(request.key(), "none"));
    }
}
