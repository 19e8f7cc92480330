// Two players and one ball on a table, which is a channel: the player that has the ball plays.
// After a second main grabs the ball, and the game is over.
import static dev.jopher.Go.*;
import dev.jopher.*;

class Ball {
    int hits;
}

void main() {
    var table = new Channel<Ball>();
    go(this::player, "ping", table);
    go(this::player, "pong", table);

    table.send(new Ball()); // game on; toss the ball
    sleep(Duration.ofSeconds(1));
    table.receive(); // game over; grab the ball
    IO.println("game over");
}

void player(String name, Channel<Ball> table) {
    for (;;) {
        var ball = table.receive();
        ball.hits++;
        IO.println(name + " " + ball.hits);
        sleep(Duration.ofMillis(100));
        table.send(ball);
    }
}
