// To unlock a mutex that is not locked is a mistake as well; exit code 2.
// "fatal error" it is called, as in Go, where nothing can recover from it; here one can catch it.
import dev.jopher.sync.*;

void main() {
    var mu = new Mutex();
    mu.lock();
    mu.unlock();
    IO.println("unlocking again");
    mu.unlock();
}
