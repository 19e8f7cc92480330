// A goroutine loops over a ticker. main stops the ticker, which ends the ticks, and not the loop.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var ticker = new Ticker(Duration.ofMillis(5));
    go(() -> beat(ticker));
    sleep(Duration.ofMillis(200));
    ticker.stop();
    IO.println("stopped");
    sleep(Duration.ofMillis(200));
}

void beat(Ticker ticker) {
    for (var _ : ticker.channel()) {   // BUG: a stopped ticker does not close its channel
        gosched();
    }
}
