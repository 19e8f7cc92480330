// MD5 of every file of a directory tree (the argument; this directory without one), sorted.
// Twenty digesters share the files, however many there are; the first error ends them all.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;
import java.nio.file.*;
import java.security.*;

final int DIGESTERS = 20;

record Digest(Path path, byte[] sum, Exception err) {}

void main(String[] args) {
    var root = Path.of(args.length > 0 ? args[0] : ".");
    try {
        var sums = md5All(root);
        sums.forEach((path, sum) -> IO.println(HexFormat.of().formatHex(sum) + "  " + path));
        IO.println("goroutines left: " + goroutinesLeft());
    } catch (Exception e) {
        IO.println("goroutines left: " + goroutinesLeft());
        IO.println("failed at " + root);
        System.exit(1);
    }
}

SortedMap<Path, byte[]> md5All(Path root) throws Exception {
    try (var ctx = Context.background().withCancel()) {
        var paths = new Channel<Path>();
        var results = new Channel<Digest>();
        var wg = new WaitGroup();
        wg.go(() -> walk(ctx, root, paths, results));
        for (int _ : range(DIGESTERS)) {
            wg.go(() -> digestAll(ctx, paths, results));
        }
        go(() -> {
            wg.await();
            results.close();
        });

        var sums = new TreeMap<Path, byte[]>();
        for (var d : results) {
            if (d.err() != null) throw d.err();
            sums.put(d.path(), d.sum());
        }
        return sums;
    }
}

void walk(Context ctx, Path root, SendChannel<Path> paths, SendChannel<Digest> results) {
    try (var files = Files.walk(root)) {
        files.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
            .forEach(path -> paths.send(ctx, path.normalize()));
    } catch (ContextException e) {
        // another goroutine has failed
    } catch (IOException | UncheckedIOException e) {
        results.send(new Digest(root, null, e));
    } finally {
        paths.close();
    }
}

void digestAll(Context ctx, ReceiveChannel<Path> paths, SendChannel<Digest> results) {
    try {
        for (var path : paths) results.send(ctx, digest(path));
    } catch (ContextException e) {
        // another goroutine has failed
    }
}

Digest digest(Path path) {
    try {
        var md5 = MessageDigest.getInstance("MD5");
        return new Digest(path, md5.digest(Files.readAllBytes(path)), null);
    } catch (IOException | NoSuchAlgorithmException e) {
        return new Digest(path, null, e);
    }
}

// A goroutine that is about to exit gets a moment for it.
int goroutinesLeft() {
    for (int i = 0; i < 1000 && numGoroutine() > 1; i++) sleep(Duration.ofMillis(1));
    return numGoroutine();
}
