package dev.jopher.spring;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What an application looks like. It has a scheduler, which is a second executor: Spring then looks
 * for the one of {@code @Async} by its name.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableAsync
@EnableScheduling
@Import({Hello.Requests.class, Hello.Work.class})
class Hello {
    @RestController
    static class Requests {
        private final Work work;

        Requests(Work work) {
            this.work = work;
        }

        @GetMapping("/request")
        String request() {
            return App.answer();
        }

        @GetMapping("/async")
        String async() {
            return work.answer().join();
        }

        /** Answers later, from the thread that Spring's own executor gives it. */
        @GetMapping("/later")
        Callable<String> later() {
            return App::answer;
        }
    }

    @Service
    static class Work {
        @Async
        CompletableFuture<String> answer() {
            return CompletableFuture.completedFuture(App.answer());
        }
    }
}
