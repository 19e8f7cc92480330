// Corrected: the result has a place to lie, whether it is fetched or not.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    for (int i : range(4)) start("mail " + i);
    sleep(Duration.ofMillis(200));
    IO.println("4 mails on their way");
}

ReceiveChannel<Boolean> start(String mail) {
    var sent = new Channel<Boolean>(1);
    go(() -> {
        sleep(Duration.ofMillis(mail.length()));
        sent.send(true);
    });
    return sent;
}
