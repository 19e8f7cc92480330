import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

/** What most programs do, for the AOT cache: the classes and methods used here start quickly from then on. */
void main(String[] args) {
    var animals = new Channel<String>();
    go(() -> count("sheep", animals));
    for (var animal : animals) IO.println(animal);

    var jobs = new Channel<Integer>(10);
    var results = new Channel<Helper.Result>(10);
    var workers = new WaitGroup();
    for (int id : range(3)) workers.go(() -> work(id, jobs, results));
    for (int j = 1; j <= 5; j++) jobs.send(j);
    jobs.close();
    go(() -> { workers.await(); results.close(); });
    int sum = 0;
    for (Helper.Result r : results) {
        System.out.printf("job %d gave %d%n", r.job(), r.value());
        sum += r.value();
    }
    IO.println("sum " + sum + " of " + results);
    talk();
    cancel();
    sleep(Duration.ofMillis(300)); // until the deadlock detector has looked
}

void count(String thing, SendChannel<String> out) {
    for (int i = 1; i <= 3; i++) {
        out.send(thing + " " + i);
        sleep(Duration.ofMillis(1));
    }
    out.close();
}

void work(int id, ReceiveChannel<Integer> jobs, SendChannel<Helper.Result> results) {
    for (int job : jobs) results.send(Helper.square(job));
}

void talk() {
    var numbers = new Channel<Integer>();
    var quit = new Channel<Unit>();
    go(this::generate, numbers, quit);
    var number = onReceive(numbers);
    var late = onTimeout(Duration.ofSeconds(10));
    int n = 0;
    while (n < 5) {
        switch (select(number, late)) {
            case 0 -> n += number.value();
            default -> throw new IllegalStateException("late");
        }
    }
    quit.close();
    select(onReceiveOk(quit, (v, ok) -> IO.println("quit " + ok)), otherwise(() -> IO.println("no")));
}

void generate(SendChannel<Integer> out, ReceiveChannel<Unit> quit) {
    var end = onReceive(quit);
    for (int i = 0;; i++) {
        switch (select(onSend(out, i), end)) {
            case 0 -> { continue; }
            default -> { return; }
        }
    }
}

void cancel() {
    try (var ctx = Context.background().withTimeout(Duration.ofMillis(1))) {
        new Channel<String>().receive(ctx);
    } catch (ContextException e) {
        IO.println(e.getMessage());
    }
    var timer = new Timer(Duration.ofMillis(1));
    timer.channel().receive();
    try (var ticker = new Ticker(Duration.ofMillis(1))) {
        ticker.channel().receive();
    }
}
