package hello;

import static dev.jopher.Go.go;

import dev.jopher.Channel;

/** Prints what a goroutine sends, and so shows that the build works. */
public final class Main {
    private Main() {}

    /** Runs the program. */
    public static void main(String[] args) {
        var messages = new Channel<String>();
        go(() -> messages.send("hello"));
        IO.println(messages.receive());
    }
}
