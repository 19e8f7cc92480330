// A job reports its result, and its creator does not read it.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    for (int i : range(4)) start("mail " + i);
    sleep(Duration.ofMillis(200));
    IO.println("4 mails on their way");
}

ReceiveChannel<Boolean> start(String mail) {
    var sent = new Channel<Boolean>();
    go(() -> {
        sleep(Duration.ofMillis(mail.length()));
        sent.send(true);   // BUG: main throws the channel away
    });
    return sent;
}
