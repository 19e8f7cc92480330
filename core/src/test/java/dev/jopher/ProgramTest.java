package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.goexit;
import static dev.jopher.Go.sleep;
import static dev.jopher.internal.support.Goroutine.must;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@link Go#run}: how a program ends, and what becomes of what is thrown. */
@Tag("alone")
@Timeout(60)
class ProgramTest {
    private final Channel<Object> out = new Channel<>(10);

    // ---- main returns ---------------------------------------------------------------------------

    @Test
    void runsMainAsAGoroutineAndWaitsForIt() {
        Go.run(() -> {
            sleep(Duration.ofMillis(5));
            out.send(Goroutines.currentId());
            out.send(Thread.currentThread().isVirtual());
        });
        assertThat((Long) must(out.tryReceive())).isPositive();
        assertThat(out.tryReceive()).isEqualTo(true);
    }

    /** Go specification, "Program execution": it does not wait for other goroutines. */
    @Test
    void otherGoroutinesAreAbandonedWhenMainReturns() {
        var gate = new Channel<Unit>();
        Go.run(() -> {
            go(() -> Go.select());
            go(() -> {
                gate.receive();
                out.send("ran on");
            });
        });
        assertThat(out.tryReceive()).isNull();
        gate.close();
        assertThat(out.receive()).isEqualTo("ran on");
    }

    @Test
    void programsFollowOneAnother() {
        for (int i = 0; i < 50; i++) {
            int n = i;
            Go.run(() -> {
                var c = new Channel<Integer>();
                go(() -> c.send(n));
                out.send(must(c.receive()));
            });
            assertThat(out.tryReceive()).isEqualTo(i);
        }
    }

    @Test
    void concurrentProgramsRunIndependently() {
        var all = new ArrayList<Goroutine>();
        for (int i = 0; i < 4; i++) {
            var c = new Channel<Integer>();
            all.add(Goroutine.platform(() -> Go.run(() -> {
                go(() -> {
                    sleep(Duration.ofMillis(20));
                    c.send(1);
                });
                c.receive();
            })));
        }
        all.forEach(Goroutine::join);
    }

    // ---- exceptions -----------------------------------------------------------------------------

    @Test
    void exceptionOfMainIsThrown() {
        var boom = new IllegalArgumentException("boom");
        assertThatThrownBy(() -> Go.run(() -> {
            throw boom;
        })).isInstanceOf(CompletionException.class).cause().isSameAs(boom);
    }

    /** An unrecovered panic in any goroutine ends the program. */
    @Test
    void exceptionOfAnyGoroutineIsThrown() {
        var boom = new IllegalStateException("boom");
        assertThatThrownBy(() -> Go.run(() -> {
            go(() -> go(() -> {
                throw boom;
            }));
            new Channel<Integer>().receive();
        })).isInstanceOf(CompletionException.class).cause().isSameAs(boom);
    }

    @Test
    void errorOfGoroutineIsThrown() {
        var error = new AssertionError("wrong");
        assertThatThrownBy(() -> Go.run(() -> {
            go(() -> {
                throw error;
            });
            Go.select();
        })).isInstanceOf(CompletionException.class).cause().isSameAs(error);
    }

    @Test
    void checkedExceptionOfGoroutineIsThrown() {
        var broken = new IOException("broken pipe");
        assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> Go.run(() -> {
            go(() -> {
                throw broken;
            });
            Go.select();
        })).withCause(broken);
    }

    @Test
    void finallyBlocksOfFailedGoroutineHaveRun() {
        assertThatThrownBy(() -> Go.run(() -> {
            try {
                throw new IllegalStateException("boom");
            } finally {
                out.send("cleaned up");
            }
        })).hasRootCauseMessage("boom");
        assertThat(out.tryReceive()).isEqualTo("cleaned up");
    }

    @Test
    void firstExceptionIsThrownAndSecondIsStillReported() {
        var gate = new Channel<Unit>();
        var before = Thread.getDefaultUncaughtExceptionHandler();
        try {
            Thread.setDefaultUncaughtExceptionHandler((t, e) -> out.send(e));
            assertThatThrownBy(() -> Go.run(() -> {
                go(() -> {
                    gate.receive();
                    throw new IllegalStateException("second");
                });
                throw new IllegalStateException("first");
            })).hasRootCauseMessage("first");
            gate.close();
            assertThat((Throwable) must(out.receive())).hasMessage("second");
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void panicsOfChannelsAreExceptionsLikeOthers() {
        assertThatThrownBy(() -> Go.run(() -> {
            var c = new Channel<Integer>();
            go(() -> c.send(1));
            go(c::close);
            go(c::close);
            Go.select();
        })).hasCauseInstanceOf(ChannelClosedException.class);
    }

    @Test
    void exceptionOfExecutorTaskEndsProgram() {
        assertThatThrownBy(() -> Go.run(() -> {
            try (var executor = Go.executor()) {
                executor.execute(() -> {
                    throw new IllegalStateException("task");
                });
            }
            Go.select();
        })).hasRootCauseMessage("task");
    }

    @Test
    void aFutureKeepsItsException() {
        Go.run(() -> {
            try (var executor = Go.executor()) {
                var f = executor.submit(() -> {
                    throw new IOException("kept");
                });
                out.send(must(catchThrowable(f::get)));
            }
        });
        assertThat(out.receive()).isInstanceOf(ExecutionException.class);
    }

    // ---- goexit ---------------------------------------------------------------------------------

    @Test
    void otherGoroutinesContinueAfterGoexitOfMain() {
        assertThatExceptionOfType(DeadlockException.class).isThrownBy(() -> Go.run(() -> {
            go(() -> {
                sleep(Duration.ofMillis(30));
                out.send("went on");
            });
            throw goexit();
        })).withMessage("no goroutines (main called runtime.Goexit) - deadlock!");
        assertThat(out.tryReceive()).isEqualTo("went on");
    }

    /** TestPanicAfterGoexit */
    @Test
    void anExceptionInAFinallyBlockAfterGoexitIsThrown() {
        assertThatThrownBy(() -> Go.run(ProgramTest::panicAfterGoexit))
                .hasRootCauseMessage("hello");
    }

    @SuppressWarnings({"finally", "Finally"})
    private static void panicAfterGoexit() {
        try {
            throw goexit();
        } finally {
            throw new IllegalStateException("hello");
        }
    }

    /** TestRecoveredPanicAfterGoexit: an exception that a finally block catches changes nothing. */
    @Test
    void aRecoveredExceptionAfterGoexitChangesNothing() {
        assertThatExceptionOfType(DeadlockException.class).isThrownBy(() -> Go.run(() -> {
            try {
                throw goexit();
            } finally {
                try {
                    throw new IllegalStateException("hello");
                } catch (IllegalStateException e) {
                    out.send("recovered");
                }
            }
        })).withMessageStartingWith("no goroutines (main called runtime.Goexit)");
        assertThat(out.tryReceive()).isEqualTo("recovered");
    }

    /** TestGoexitInPanic: goexit in a finally block takes the place of the exception. */
    @Test
    void goexitInAFinallyBlockReplacesTheException() {
        assertThatExceptionOfType(DeadlockException.class).isThrownBy(() -> Go.run(() -> {
            go(ProgramTest::goexitInPanic);
            throw goexit();
        })).withMessageStartingWith("no goroutines (main called runtime.Goexit)");
    }

    @SuppressWarnings({"finally", "Finally"})
    private static void goexitInPanic() {
        try {
            throw new IllegalStateException("hello");
        } finally {
            throw goexit();
        }
    }

    // ---- nesting and interrupts -----------------------------------------------------------------

    @Test
    void nestedProgramRuns() {
        Go.run(() -> {
            go(() -> out.send("outer's"));
            Go.run(() -> out.send("inner"));
            assertThatThrownBy(() -> Go.run(() -> {
                go(() -> {
                    throw new IllegalStateException("inner only");
                });
                Go.select();
            })).hasRootCauseMessage("inner only");
            out.send("outer goes on");
        });
        assertThat(List.of(must(out.receive()), must(out.receive()), must(out.receive())))
                .containsExactlyInAnyOrder("outer's", "inner", "outer goes on");
    }

    @Test
    void goroutinesBelongToTheProgramThatStartsThem() {
        var gate = new Channel<Unit>();
        assertThatThrownBy(() -> Go.run(() -> {
            go(() -> {
                gate.receive();
                throw new IllegalStateException("outer's");
            });
            Go.run(gate::close);
            Go.select();
        })).hasRootCauseMessage("outer's");
    }

    @Test
    void anInterruptEndsTheWaitingAndMainIsAbandoned() {
        var gate = new Channel<Unit>();
        var g = Goroutine.platform(() -> {
            try {
                Go.run(() -> {
                    gate.receive();
                    out.send("abandoned");
                });
            } finally {
                out.send(Thread.currentThread().isInterrupted());
            }
        });
        g.awaitWaiting("semacquire");
        g.interrupt();
        assertThat(g.failure()).isInstanceOf(UncheckedInterruptedException.class);
        assertThat(out.receive()).isEqualTo(true);
        gate.close();
        assertThat(out.receive()).isEqualTo("abandoned");
    }
}
