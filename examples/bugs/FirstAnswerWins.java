// Three replicas are asked, the first answer is taken. The other two wait forever with theirs.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    IO.println(first("web1", "web2", "web3"));
    sleep(Duration.ofMillis(300));
}

String first(String... replicas) {
    var answers = new Channel<String>();
    for (int i : range(replicas.length)) {
        go(() -> {
            sleep(Duration.ofMillis(10 * (i + 1)));
            answers.send("result of " + replicas[i]);   // BUG: only one of three is received
        });
    }
    return answers.receive();
}
