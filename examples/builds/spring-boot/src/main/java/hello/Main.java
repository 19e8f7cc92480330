package hello;

import dev.jopher.Channel;
import dev.jopher.Go;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Main implements CommandLineRunner {
    public static void main(String[] args) {
        SpringApplication.run(Main.class, args);
    }

    @Override
    public void run(String... args) {
        Go.run(() -> {
            var c = new Channel<String>();
            Go.go(() -> c.send("hello"));
            System.out.println(c.receive());
        });
    }
}
