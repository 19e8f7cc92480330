package dev.jopher.race.litmus;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import com.sun.net.httpserver.HttpServer;
import dev.jopher.race.internal.litmus.Turns;

/** What larger parts of the JDK promise: HTTP, structured tasks, serialisation, hidden classes. */
final class Services {
    private Services() {}

    /** {@code sendAsync} happens before its callback, and that before {@code join}. */
    static final class HttpCallback extends Litmus {
        static final class Both {
            static final HttpClient CLIENT = HttpClient.newHttpClient();
            static final URI PLACE = serve();

            private static URI serve() {
                try {
                    HttpServer server = HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                    server.createContext("/", e -> {
                        e.sendResponseHeaders(204, -1);
                        e.close();
                    });
                    server.start();
                    return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress()
                            + ":" + server.getAddress().getPort() + "/");
                } catch (IOException e) {
                    throw new ExceptionInInitializerError(e);
                }
            }
        }

        final Turns turns = new Turns();
        int x;

        CompletableFuture<Void> send(int turn) {
            return Both.CLIENT.sendAsync(HttpRequest.newBuilder(Both.PLACE).build(),
                    BodyHandlers.discarding()).thenAcceptAsync(r -> {
                        turns.next();
                        turns.await(turn);
                        x++;
                    });
        }

        @Override
        void racy() throws Exception {
            CompletableFuture<Void> end = send(2);
            turns.await(1); // the callback has begun: a join might run it in this thread
            x++;
            turns.next();
            end.join();
        }

        @Override
        void fixed() throws Exception {
            x++;
            send(1).join();
            x++;
        }
    }

    /** {@code fork} happens before the subtask, and that before {@code join}. */
    static final class StructuredScope extends Litmus {
        int x;

        /** The API is a preview, so it is called by reflection. */
        void scope(boolean late) throws Exception {
            Class<?> type = Class.forName("java.util.concurrent.StructuredTaskScope");
            Method fork = type.getMethod("fork", Callable.class);
            Turns turns = new Turns();
            Callable<Object> task = () -> {
                turns.await(late ? 1 : 0);
                x++;
                return "";
            };
            try (AutoCloseable scope = (AutoCloseable) Objects.requireNonNull(
                    type.getMethod("open").invoke(null))) {
                if (!late) {
                    x++;
                }
                Object unused = fork.invoke(scope, task);
                if (late) {
                    x++;
                    turns.next();
                }
                unused = type.getMethod("join").invoke(scope);
                x++;
            }
        }

        @Override
        void racy() throws Exception {
            scope(true);
        }

        @Override
        void fixed() throws Exception {
            scope(false);
        }
    }

    /** What a thread has written into a stream, another one reads after a hand-over. */
    static final class Serialised extends Litmus {
        static final class Saved implements Serializable {
            private static final long serialVersionUID = 1;
            int a = 1;
            transient int b = 2;

            private void writeObject(ObjectOutputStream out) throws IOException {
                out.defaultWriteObject();
                out.writeInt(b);
            }

            private void readObject(ObjectInputStream in)
                    throws IOException, ClassNotFoundException {
                in.defaultReadObject();
                b = in.readInt();
            }
        }

        final Saved saved = new Saved();
        volatile byte[] bytes = {};

        void write(Saved s) throws IOException {
            ByteArrayOutputStream to = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(to)) {
                out.writeObject(s);
            }
            bytes = to.toByteArray();
        }

        Saved read() throws Exception {
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
                return (Saved) in.readObject();
            }
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> write(saved), () -> saved.b = 3);
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> write(saved), () -> {
                Saved copy = read();
                copy.a += copy.b;
                write(copy);
            }, () -> Fields.use(read().a++));
        }
    }

    /** The array in a record is not protected by the record, unless that is handed over. */
    static final class RecordComponent extends Litmus {
        record Box(int[] values, String name) {}

        final Box shared = new Box(new int[2], "a");
        volatile Box handed = shared;

        @Override
        void racy() throws Exception {
            inTurn(() -> shared.values()[1] = 1, () -> Fields.use(shared.values()[1]));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> handed = new Box(new int[] {1, 2}, "b"), () -> {
                Box b = handed;
                b.values()[1] += b.name().length();
                handed = b;
            }, () -> Fields.use(handed.values()[1]));
        }
    }

    /** A hidden class calls methods of the program, whose accesses are seen. */
    static final class HiddenClass extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            inTurn(hidden(() -> x = 1), hidden(() -> x = 2));
        }

        @Override
        void fixed() throws Exception {
            Body body = () -> {
                synchronized (this) {
                    x++;
                }
            };
            anyOrder(hidden(body), hidden(body));
        }

        /** Returns one of a new class whose method calls {@code target}. */
        private static Body hidden(Body target) throws Exception {
            String file = "Services$Forwarder.class";
            try (InputStream in = Services.class.getResourceAsStream(file)) {
                byte[] code = Objects.requireNonNull(in).readAllBytes();
                Class<?> c = MethodHandles.lookup().defineHiddenClass(code, true).lookupClass();
                return (Body) c.getDeclaredConstructor(Body.class).newInstance(target);
            }
        }
    }

    /** Becomes hidden classes. */
    static final class Forwarder implements Litmus.Body {
        private final Litmus.Body target;

        Forwarder(Litmus.Body target) {
            this.target = target;
        }

        @Override
        public void run() throws Exception {
            target.run();
        }
    }
}
