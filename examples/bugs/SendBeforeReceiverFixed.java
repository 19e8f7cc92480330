// Corrected: first the receiver, then the send.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var jobs = new Channel<String>();
    var done = new Channel<Unit>();
    go(() -> work(jobs, done));
    jobs.send("shear the sheep");
    jobs.close();
    done.receive();
}

void work(ReceiveChannel<String> jobs, SendChannel<Unit> done) {
    for (var job : jobs) IO.println(job);
    done.close();
}
