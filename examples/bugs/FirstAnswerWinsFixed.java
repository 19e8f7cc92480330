// Corrected: room for all answers: no send waits.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    IO.println(first("web1", "web2", "web3"));
    sleep(Duration.ofMillis(300));
}

String first(String... replicas) {
    var answers = new Channel<String>(replicas.length);
    for (int i : range(replicas.length)) {
        go(() -> {
            sleep(Duration.ofMillis(10 * (i + 1)));
            answers.send("result of " + replicas[i]);
        });
    }
    return answers.receive();
}
