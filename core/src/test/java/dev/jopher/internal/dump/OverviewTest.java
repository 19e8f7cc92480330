package dev.jopher.internal.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.Unit;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Registry;
import dev.jopher.internal.support.Goroutine;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code jopher top} asks for. Goroutines that other tests left are not compared. */
@Timeout(120)
class OverviewTest {
    /** That of no channel of another test. */
    private static final int CAPACITY = 23;

    @TempDir
    Path temporary;

    private final Channel<Unit> gate = new Channel<>();
    private final WaitGroup group = new WaitGroup();
    private final WaitLevels levels = new WaitLevels();

    @AfterEach
    void endAll() {
        gate.close();
        group.await();
    }

    private void firstPlace() {
        gate.receive();
    }

    private void secondPlace() {
        gate.receive();
    }

    /** Starts {@code n} goroutines, and returns when all of them wait. */
    private void start(int n) {
        for (int i = 0; i < n; i++) {
            int number = i;
            group.go(() -> {
                if (number % 4 == 0) {
                    firstPlace();
                } else {
                    secondPlace();
                }
            });
        }
        Goroutine.until(() -> take().getOrDefault("firstPlace", 0L)
                + take().getOrDefault("secondPlace", 0L) >= n
                && waiting() == n);
    }

    private long waiting() {
        return levels.fullest().stream().filter(l -> l.sentAt().isEmpty())
                .mapToLong(WaitLevels.Level::receivers).max().orElse(0);
    }

    /** Takes an overview. Returns how many goroutines wait in each method of this class. */
    private Map<String, Long> take() {
        levels.begin();
        Map<String, Long> counts = new HashMap<>();
        for (DumpEntry e : Overview.take(levels).entries()) {
            StackTraceElement place = e.place();
            if (place != null && place.getClassName().equals(OverviewTest.class.getName())) {
                counts.merge(place.getMethodName(), e.count, Long::sum);
            }
        }
        return counts;
    }

    @Test
    void fewGoroutinesAreCountedExactly() {
        start(40);
        assertThat(take()).containsEntry("firstPlace", 10L).containsEntry("secondPlace", 30L);
    }

    /** The stacks of a sample show where they are, and their sum is what there is. */
    @Test
    void manyAreEstimated() {
        int n = 3 * Overview.MAX_STACKS;
        start(n);
        levels.begin();
        Overview overview = Overview.take(levels);
        assertThat(overview.counted()).isGreaterThanOrEqualTo(n);
        assertThat(overview.stacks()).isLessThanOrEqualTo(Overview.MAX_STACKS);
        Map<String, Long> counts = take();
        assertThat(counts.get("firstPlace")).isBetween(n / 8L, n / 2L);
        long both =
                counts.getOrDefault("firstPlace", 0L) + counts.getOrDefault("secondPlace", 0L);
        assertThat(both).isBetween(n - 2L, n + 2L);
        assertThat(overview.entries()).filteredOn(e -> e.count > Overview.MAX_STACKS / 4)
                .allMatch(e -> e.estimated || e.count > Overview.MAX_STACKS);
    }

    @Test
    void aChannelIsFollowedFromItsFirstWaiterOn() {
        var jobs = new Channel<Integer>(CAPACITY);
        for (int i = 0; i < CAPACITY; i++) {
            jobs.send(i);
        }
        levels.begin();
        Overview.take(levels);
        assertThat(levels.fullest()).noneMatch(l -> l.capacity() == CAPACITY);

        group.go(() -> jobs.send(CAPACITY));
        Goroutine.until(() -> {
            take();
            return levels.fullest().stream()
                    .anyMatch(l -> l.capacity() == CAPACITY && l.senders() == 1
                            && l.length() == CAPACITY
                            && l.sentAt().startsWith("OverviewTest.java:"));
        });
        jobs.receive();
        jobs.receive();
        group.await();
        take();
        assertThat(levels.fullest()).filteredOn(l -> l.capacity() == CAPACITY).singleElement()
                .satisfies(l -> assertThat(l.length()).isEqualTo(CAPACITY - 1))
                .satisfies(l -> assertThat(l.senders()).isZero());
    }

    @Test
    void eachCaseOfASelectWaits() {
        var in = new Channel<Integer>(5);
        var out = new Channel<Integer>(6);
        for (int i = 0; i < 6; i++) {
            out.send(i);
        }
        group.go(() -> Go.select(Go.onReceive(in, x -> {
        }), Go.onSend(out, 7)));
        Goroutine.until(() -> {
            take();
            return levels.fullest().stream().anyMatch(l -> l.capacity() == 5 && l.receivers() == 1)
                    && levels.fullest().stream()
                            .anyMatch(l -> l.capacity() == 6 && l.senders() == 1);
        });
        in.close();
    }

    /** A pass goes on behind goroutines that end during it. */
    @Test
    void visitPassesEachOnceAlthoughOthersEnd() {
        var end = new Channel<Unit>();
        var ending = new WaitGroup();
        Set<G> stay = new HashSet<>();
        Set<G> go = new HashSet<>();
        for (int i = 0; i < 1_500; i++) {
            stay.add(start(group, gate));
            go.add(start(ending, end));
        }
        Map<G, Integer> seen = new HashMap<>();
        Registry.visit(g -> {
            if (go.contains(g) && seen.keySet().stream().noneMatch(go::contains)) {
                end.close();
                ending.await();
            }
            seen.merge(g, 1, Integer::sum);
        });
        assertThat(seen.keySet()).containsAnyElementsOf(go);
        assertThat(stay).allSatisfy(g -> assertThat(seen.get(g)).isEqualTo(1));
    }

    private static G start(WaitGroup in, Channel<Unit> until) {
        var self = new Channel<G>();
        in.go(() -> {
            self.send(G.current());
            until.receive();
        });
        return Goroutine.must(self.receive());
    }

    @Test
    void theServerAnswersUntilTheCommandEnds() throws Exception {
        Path socket = temporary.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            OverviewServer.connect(socket.toString());
            try (SocketChannel client = server.accept();
                    BufferedReader lines = new BufferedReader(
                            Channels.newReader(client, StandardCharsets.UTF_8))) {
                assertThat(ask(client, lines, "counters")).first().asString()
                        .startsWith("jopher\tversion=1\t");
                start(8);
                assertThat(ask(client, lines, "overview"))
                        .anyMatch(l -> l.startsWith("group\tcount=6\tstate=chan receive\t"))
                        .anyMatch(l -> l.matches("frame\tfunction=OverviewTest.secondPlace\t"
                                + "at=OverviewTest.java:\\d+\tuser=1"))
                        .anyMatch(l -> l.startsWith("channel\tid=0x"));
            }
        }
        Goroutine.until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().equals("jopher-top")));
    }

    private static List<String> ask(SocketChannel client, BufferedReader lines, String question)
            throws Exception {
        client.write(ByteBuffer.wrap((question + "\n").getBytes(StandardCharsets.UTF_8)));
        List<String> answer = new ArrayList<>();
        for (String line = lines.readLine(); !"end".equals(line); line = lines.readLine()) {
            answer.add(Goroutine.must(line));
        }
        return answer;
    }

    /** What the program has chosen cannot look like a field of its own. */
    @Test
    void tabsAndLinesAreEscaped() {
        assertThat(OverviewText.escaped("a\tb\\c\nd")).isEqualTo("a\\tb\\\\c\\nd");
    }
}
