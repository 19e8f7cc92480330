// A chain of filters, one goroutine for each prime, lets only new primes through.
// The first number that reaches the end is prime and becomes the next filter.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var c = new Channel<Integer>();
    go(this::generate, c);
    for (int _ : range(25)) {
        int prime = c.receive();
        IO.println(prime);
        var filtered = new Channel<Integer>();
        go(this::filter, c, filtered, prime);
        c = filtered;
    }
}

void generate(SendChannel<Integer> out) {
    for (int i = 2; ; i++) out.send(i);
}

void filter(ReceiveChannel<Integer> in, SendChannel<Integer> out, int prime) {
    for (int i : in) {
        if (i % prime != 0) out.send(i);
    }
}
