// Goroutines wait in sockets that are silent, in sleep, and in reads of a large file.
// A thousand others run meanwhile and are done first: blocking costs the others nothing.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;
import java.net.*;
import java.nio.file.*;
import java.util.concurrent.atomic.*;

final int FILE_SIZE = 32 << 20;

void main() throws IOException {
    var sockets = new WaitGroup();
    var sleepers = new WaitGroup();
    var files = new WaitGroup();
    var woken = new AtomicInteger();

    var l = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var peers = new ArrayList<Socket>();
    for (int _ : range(10)) {
        var conn = new Socket(l.getInetAddress(), l.getLocalPort());
        peers.add(l.accept());
        sockets.go(() -> {
            try (conn; var in = conn.getInputStream()) {
                in.read();
                woken.incrementAndGet();
            }
        });
    }
    for (int _ : range(10)) {
        sleepers.go(() -> {
            Thread.sleep(Duration.ofSeconds(2)); // not ours, and just as good
            woken.incrementAndGet();
        });
    }
    var file = createFile();
    var read = new AtomicLong();
    for (int _ : range(4)) {
        files.go(() -> read.addAndGet(readFile(file)));
    }

    var numbers = new Channel<Integer>();
    for (int i : range(1000)) {
        go(() -> numbers.send(i));
    }
    int sum = 0;
    for (int _ : range(1000)) {
        sum += numbers.receive();
    }
    IO.println("the others are done: " + sum);
    IO.println("woken in sockets and sleeps so far: " + woken.get());

    for (var peer : peers) {
        peer.getOutputStream().write("wake up\n".getBytes());
        peer.close();
    }
    l.close();
    sockets.await();
    IO.println("the sockets have answered: " + woken.get());
    files.await();
    IO.println("the file was read: " + read.get() / FILE_SIZE + " times");
    Files.delete(file);
    sleepers.await();
    IO.println("the sleepers are awake: " + woken.get());
}

Path createFile() throws IOException {
    var f = Files.createTempFile("blocked", "");
    return Files.write(f, new byte[FILE_SIZE]);
}

long readFile(Path name) throws IOException {
    try (var in = Files.newInputStream(name)) {
        return in.transferTo(OutputStream.nullOutputStream());
    }
}
