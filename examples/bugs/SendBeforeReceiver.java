// main sends the first job before it starts the worker that would receive it.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var jobs = new Channel<String>();
    var done = new Channel<Unit>();
    jobs.send("shear the sheep");   // BUG: unbuffered, and the receiver starts in the next line
    go(() -> work(jobs, done));
    jobs.close();
    done.receive();
}

void work(ReceiveChannel<String> jobs, SendChannel<Unit> done) {
    for (var job : jobs) IO.println(job);
    done.close();
}
