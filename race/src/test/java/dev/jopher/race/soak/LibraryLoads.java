package dev.jopher.race.soak;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Libraries that promise to be safe for several threads. */
final class LibraryLoads {
    private LibraryLoads() {}

    /** A value that is written before it is put into a cache, and never after. */
    private static final class Value {
        int number;

        Value(int number) {
            this.number = number;
        }
    }

    static final class CaffeineCache implements Load {
        @Override
        public void run(long end) throws Exception {
            Cache<Integer, Value> cache = Caffeine.newBuilder().maximumSize(100)
                    .expireAfterWrite(Duration.ofMillis(50)).recordStats().build();
            AsyncLoadingCache<Integer, Value> async = Caffeine.newBuilder().maximumSize(50)
                    .refreshAfterWrite(Duration.ofMillis(5)).buildAsync(Value::new);
            Load.inThreads(4, end, n -> {
                int key = n * 31 % 300;
                check(cache.get(key, Value::new).number, key);
                check(async.get(key).join().number, key);
                cache.put(key + 1, new Value(key + 1));
                if (n % 50 == 0) {
                    cache.invalidate(key);
                }
            });
        }
    }

    static final class GuavaCache implements Load {
        @Override
        public void run(long end) throws Exception {
            LoadingCache<Integer, Value> cache = CacheBuilder.newBuilder().maximumSize(100)
                    .expireAfterAccess(50, TimeUnit.MILLISECONDS).recordStats()
                    .build(CacheLoader.from(Value::new));
            Load.inThreads(4, end, n -> {
                int key = n * 31 % 300;
                check(cache.get(key).number, key);
                cache.put(key + 1, new Value(key + 1));
                if (n % 50 == 0) {
                    cache.invalidate(key);
                }
            });
        }
    }

    private static void check(int number, int key) {
        if (number != key) {
            throw new AssertionError(number + " is not " + key);
        }
    }

    static final class Jackson implements Load {
        /** A bean. */
        public static final class Order {
            public int id;
            public String name = "";
            public List<Integer> items = List.of();
            public Map<String, Double> prices = Map.of();
        }

        @Override
        public void run(long end) throws Exception {
            ObjectMapper mapper = new ObjectMapper();
            Load.inThreads(4, end, n -> {
                Order o = new Order();
                o.id = n;
                o.name = "order " + n;
                o.items = List.of(n, n + 1);
                o.prices = Map.of("a", 1.5, "b", 2.5);
                Order copy = mapper.readValue(mapper.writeValueAsString(o), Order.class);
                check(copy.id + copy.items.get(1), 2 * n + 1);
                check(mapper.readTree("{\"x\": [1, 2, " + n + "]}").get("x").get(2).intValue(), n);
            });
        }
    }

    /** A pool of connections to a database in memory. */
    static final class Database implements Load {
        @Override
        public void run(long end) throws Exception {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl("jdbc:h2:mem:soak");
            config.setMaximumPoolSize(3);
            try (HikariDataSource source = new HikariDataSource(config)) {
                try (Connection c = source.getConnection(); Statement s = c.createStatement()) {
                    s.execute("create table account(id int primary key, balance int)");
                    for (int i = 0; i < 10; i++) {
                        s.execute("insert into account values(" + i + ", 100)");
                    }
                }
                Load.inThreads(4, end, n -> transfer(source, n % 10, (n + 3) % 10));
                try (Connection c = source.getConnection();
                        Statement s = c.createStatement();
                        ResultSet r = s.executeQuery("select sum(balance) from account")) {
                    r.next();
                    check(r.getInt(1), 1000);
                }
            }
        }

        private static void transfer(HikariDataSource source, int a, int b) throws Exception {
            try (Connection c = source.getConnection();
                    PreparedStatement s = c.prepareStatement(
                            "update account set balance = balance + ? where id = ?")) {
                c.setAutoCommit(false);
                // Always in the same order, so that two transfers do not wait for each other.
                int[] ids = {Math.min(a, b), Math.max(a, b)};
                for (int id : ids) {
                    s.setInt(1, id == a ? -1 : 1);
                    s.setInt(2, id);
                    s.executeUpdate();
                }
                c.commit();
            }
        }
    }
}
