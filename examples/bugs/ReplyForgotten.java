// A server answers each request on the channel that it brings, except those that it cannot answer.
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
    return reply.receive();   // BUG: a key that the server does not know is never answered
}

void serve(ReceiveChannel<Request> requests) {
    var stock = Map.of("wool", "3 bags");
    for (var request : requests) {   // BUG: has gone on to the next request without an answer
        var found = stock.get(request.key());
        if (found == null) continue;
        request.reply().send(found);
    }
}
