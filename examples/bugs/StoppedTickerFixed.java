// Corrected: the goroutine is asked to end.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var ticker = new Ticker(Duration.ofMillis(5));
    var quit = new Channel<Unit>();
    go(() -> beat(ticker, quit));
    sleep(Duration.ofMillis(200));
    ticker.stop();
    quit.close();
    IO.println("stopped");
    sleep(Duration.ofMillis(200));
}

void beat(Ticker ticker, ReceiveChannel<Unit> quit) {
    while (select(onReceive(ticker.channel()), onReceive(quit)) == 0) {
        gosched();
    }
}
