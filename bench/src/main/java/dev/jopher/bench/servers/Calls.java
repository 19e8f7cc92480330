package dev.jopher.bench.servers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.jopher.bench.worker.Servers;

/** A server that for each request calls another server, and then asks a database. */
final class Calls {
    private static final int ROWS = 1000;
    private static final int CONNECTIONS = 10;

    private final HttpClient client;
    private final HttpRequest request;
    private final HikariDataSource database;

    private Calls(Executor executor, int backend) throws SQLException {
        client = HttpClient.newBuilder().executor(executor).version(HttpClient.Version.HTTP_1_1)
                .build();
        request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + backend + "/")).build();
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:calls;DB_CLOSE_DELAY=-1");
        config.setMaximumPoolSize(CONNECTIONS);
        database = new HikariDataSource(config);
        fill();
    }

    /** Starts a server whose other server listens on port {@code backend}. Returns its port. */
    static int start(Executor executor, int backend) throws IOException, SQLException {
        var calls = new Calls(executor, backend);
        return Servers.http(executor, exchange -> {
            calls.serve();
            Servers.hello(exchange);
        });
    }

    private void fill() throws SQLException {
        try (Connection c = database.getConnection(); var make = c.createStatement()) {
            make.execute("create table item(id int primary key, name varchar(40))");
            try (var insert = c.prepareStatement("insert into item values (?, ?)")) {
                for (int i = 0; i < ROWS; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, "item " + i);
                    insert.executeUpdate();
                }
            }
        }
    }

    private void serve() throws IOException {
        try {
            int status = client.send(request, BodyHandlers.ofByteArray()).statusCode();
            String name = name(ThreadLocalRandom.current().nextInt(ROWS));
            if (status != 200 || !name.startsWith("item")) {
                throw new IOException("a wrong result: " + status + " " + name);
            }
        } catch (SQLException | InterruptedException e) {
            throw new IOException(e);
        }
    }

    private String name(int id) throws SQLException {
        try (Connection c = database.getConnection();
                var select = c.prepareStatement("select name from item where id = ?")) {
            select.setInt(1, id);
            try (var found = select.executeQuery()) {
                return found.next() ? found.getString(1) : "";
            }
        }
    }
}
