package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.select;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionException;

import dev.jopher.internal.leak.RuntimeProbe;
import dev.jopher.internal.program.Program;
import dev.jopher.internal.support.ExitedProcess;
import dev.jopher.internal.support.Goroutine;
import dev.jopher.sync.ErrGroup;
import dev.jopher.sync.Once;
import dev.jopher.sync.SingleFlight;
import dev.jopher.sync.WaitGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an exception does when asked what it is: a panic ends the process, and is reported. */
class PanicExitTest {
    @TempDir
    private Path folder = Path.of("");

    // ---- the exceptions -------------------------------------------------------------------------

    /** Each overrides one thing. */
    @SuppressWarnings("serial")
    private static Throwable exception(String kind) {
        return switch (kind) {
            case "NullText" -> new Unusual() {
                @Override
                @SuppressWarnings("NullAway")
                public String toString() {
                    return null;
                }
            };
            case "NullMessage" -> new Unusual() {
                @Override
                public @Nullable String getMessage() {
                    return null;
                }
            };
            case "TextNeverEnds" -> new Unusual() {
                @Override
                @SuppressWarnings("InfiniteRecursion")
                public String toString() {
                    return 'x' + toString();
                }
            };
            case "TextWaits" -> new Unusual() {
                @Override
                public String toString() {
                    select();
                    return "never";
                }
            };
            case "TextExits" -> new Unusual() {
                @Override
                public String toString() {
                    throw Go.goexit();
                }
            };
            case "NullStack" -> new Unusual() {
                @Override
                @SuppressWarnings("NullAway")
                public StackTraceElement[] getStackTrace() {
                    return null;
                }
            };
            case "NullFrames" -> new Unusual() {
                @Override
                public StackTraceElement[] getStackTrace() {
                    return new StackTraceElement[3];
                }
            };
            case "StackThrows" -> new Unusual() {
                @Override
                public StackTraceElement[] getStackTrace() {
                    throw new IllegalStateException("stack");
                }
            };
            case "StrangeFrames" -> strangeFrames(new Unusual());
            case "NoStackFilled" -> new Unusual() {
                @Override
                public synchronized Throwable fillInStackTrace() {
                    return this;
                }
            };
            case "PrintingThrows" -> new Unusual() {
                @Override
                public void printStackTrace(PrintStream out) {
                    throw new IllegalStateException("print");
                }
            };
            default -> withCauses(kind);
        };
    }

    @SuppressWarnings("serial")
    private static Throwable withCauses(String kind) {
        return switch (kind) {
            case "CauseThrows" -> new Unusual() {
                @Override
                public synchronized Throwable getCause() {
                    throw new IllegalStateException("cause");
                }
            };
            case "CauseIsItself" -> new Unusual() {
                @Override
                public synchronized Throwable getCause() {
                    return this;
                }
            };
            case "CausesNeverEnd" -> new Unusual() {
                @Override
                public synchronized Throwable getCause() {
                    return exception("CausesNeverEnd");
                }
            };
            case "CausesInACircle" -> {
                var first = new Unusual();
                first.initCause(new IllegalStateException("second", first));
                yield first;
            }
            case "CauseIsUnusual" -> new Unusual().initCause(exception("NullText"));
            case "SuppressedInACircle" -> {
                var first = new Unusual();
                first.addSuppressed(new IllegalStateException("second", first));
                yield first;
            }
            case "SuppressedMany" -> {
                var first = new Unusual();
                for (int i = 0; i < 1000; i++) {
                    first.addSuppressed(exception("StackThrows"));
                }
                yield first;
            }
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** Other compilers may name their methods like javac's lambdas. */
    private static Throwable strangeFrames(Throwable e) {
        e.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("a.B", "lambda$x$99999999999", null, -1),
            new StackTraceElement("", "", "", 0)});
        return e;
    }

    private static class Unusual extends Exception {
        private static final long serialVersionUID = 1;

        Unusual() {
            super("unusual");
        }
    }

    // ---- the other process ----------------------------------------------------------------------

    /** What happens besides; by default a goroutine throws. */
    private static final Map<String, Func> OTHERS = Map.of(
            "GroupGoesNegative", () -> {
                var wg = new WaitGroup();
                wg.go(wg::done);
            },
            "HandlerThrowsIt", () -> {
                var e = new IllegalStateException("itself");
                Go.onPanic(told -> {
                    throw e;
                });
                throw e;
            },
            "StreamsFail", () -> {
                var broken = new PrintStream(OutputStream.nullOutputStream()) {
                    @Override
                    public void flush() {
                        throw new IllegalStateException("flush");
                    }
                };
                System.setOut(broken);
                System.setErr(broken);
                throw new Unusual();
            },
            "MainReturnsMeanwhile", () -> {
                var gate = new Channel<Unit>();
                go(() -> {
                    throw new WaitsForMain(gate);
                });
                gate.receive();
            });

    private static final class WaitsForMain extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Channel<Unit> gate;

        WaitsForMain(Channel<Unit> gate) {
            this.gate = gate;
        }

        /** Main returns before this does, as far as one can wait for that. */
        @Override
        public String toString() {
            gate.send(Go.UNIT);
            for (int i = 0; i < 1000; i++) {
                Go.gosched();
            }
            return "told while main returned";
        }
    }

    /** In the other process. */
    public static void main(String[] args) {
        Func other = OTHERS.get(args[0]);
        System.out.println("started");
        Program.exec(() -> {
            if (args[0].equals("MainReturnsMeanwhile")) {
                Goroutine.must(other).call();
                return;
            }
            go(other != null ? other : () -> sneak(exception(args[0])));
            select();
        });
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void sneak(Throwable e) throws E {
        throw (E) e;
    }

    // ---- the tests ------------------------------------------------------------------------------

    private String reportOf(String program) throws Exception {
        var end = ExitedProcess.of(PanicExitTest.class, program, folder);
        assertThat(end.code()).isEqualTo(2);
        return end.err();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NullText", "NullStack", "CauseThrows"})
    void misbehavingExceptionStillEndsProcess(String kind) throws Exception {
        assertThat(reportOf(kind)).startsWith("panic: dev.jopher.PanicExitTest$")
                .contains("\n\ngoroutine 2 [running]:\n").contains("\ncreated by PanicExitTest.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NullText", "NullMessage", "TextNeverEnds", "TextExits", "NullStack",
        "NullFrames", "StackThrows", "StrangeFrames", "NoStackFilled", "PrintingThrows",
        "CauseThrows", "CauseIsItself", "CausesNeverEnd", "CausesInACircle", "CauseIsUnusual",
        "SuppressedInACircle", "SuppressedMany"})
    void whateverTheExceptionDoesItIsReported(String kind) {
        assertThat(textOf(kind)).startsWith("panic: dev.jopher.PanicExitTest$")
                .contains(" [running]:\n").hasSizeLessThan(200_000);
    }

    private static String textOf(String kind) {
        return RuntimeProbe.panicReport(exception(kind));
    }

    @Test
    void exceptionWithoutTextIsPrintedByClassAndMessage() {
        assertThat(textOf("NullText").lines().findFirst().orElse(""))
                .matches("panic: dev\\.jopher\\.PanicExitTest\\$\\d+: unusual");
    }

    @Test
    void causeIsPrintedOnce() {
        assertThat(textOf("CausesInACircle")).containsOnlyOnce("caused by: ");
        assertThat(textOf("CauseIsItself")).doesNotContain("caused by: ");
    }

    @Test
    void exceptionWhoseTextHangsIsReportedWithoutText() throws Exception {
        assertThat(reportOf("TextWaits")).contains("PanicExitTest$", "do not return");
    }

    /** In Go, a deferred call that panics: exit 2. */
    @Test
    void failureAtEndOfGoroutineIsPanic() throws Exception {
        assertThat(reportOf("GroupGoesNegative"))
                .startsWith("panic: sync: negative WaitGroup counter\n\ngoroutine 3 [running]:\n");
    }

    @Test
    void whenTheHandlerThrowsTheSameItIsReportedOnce() throws Exception {
        assertThat(reportOf("HandlerThrowsIt")).containsOnlyOnce("IllegalStateException: itself");
    }

    @Test
    void theReportComesThoughTheProgramHasReplacedTheStreams() throws Exception {
        assertThat(reportOf("StreamsFail")).startsWith("panic: dev.jopher.PanicExitTest$Unusual");
    }

    /** Go: main waits for the report. */
    @Test
    void mainsReturnDoesNotOvertakeAPanic() throws Exception {
        assertThat(reportOf("MainReturnsMeanwhile")).contains("told while main returned\n");
    }

    // ---- where exceptions are handed on ---------------------------------------------------------

    @Test
    void handlerGetsUnusualExceptionUnchanged() {
        for (String kind : new String[] {"NullText", "TextNeverEnds", "TextExits"}) {
            Throwable e = exception(kind);
            Func fails = () -> sneak(e);
            assertThat(failureOf(() -> Go.run(fails))).isInstanceOf(CompletionException.class)
                    .hasCause(e);
            assertThat(failureOf(() -> {
                var group = new ErrGroup();
                group.go(fails);
                group.await();
            })).isInstanceOf(CompletionException.class).hasCause(e);
            assertThat(failureOf(() -> new SingleFlight<String, Integer>().run("k", () -> {
                sneak(e);
                return 1;
            }))).isInstanceOf(CompletionException.class).hasCause(e);
            var once = Once.onceValue(() -> {
                sneak(e);
                return 1;
            });
            assertThat(failureOf(() -> {
                var _ = once.get();
            })).isInstanceOf(CompletionException.class).hasCause(e);
        }
    }

    private static @Nullable Throwable failureOf(Func f) {
        try {
            f.call();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }
}
