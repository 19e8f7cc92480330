// Two goroutines fill the halves of an array, and both halves have the middle.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    int[] squares = new int[9];
    var halves = new WaitGroup();
    halves.go(() -> fill(squares, 0, 5));
    halves.go(() -> fill(squares, 4, 9));
    halves.await();
    IO.println(squares[8]);
}

void fill(int[] squares, int from, int to) {
    for (int i = from; i < to; i++) {
        squares[i] = i * i; // RACE: both write the element 4
    }
}
