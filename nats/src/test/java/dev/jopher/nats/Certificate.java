package dev.jopher.nats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;

/** A certificate of this machine without another signature, and its key; keytool makes them. */
final class Certificate {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String ALIAS = "nats";

    private final Path directory;
    private final KeyStore store;

    private Certificate(Path directory, KeyStore store) {
        this.directory = directory;
        this.store = store;
    }

    static Certificate make(Path directory) throws Exception {
        Path file = directory.resolve("keys.p12");
        Process p = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
                "san=ip:127.0.0.1,dns:localhost", "-storetype", "PKCS12", "-keystore",
                file.toString(), "-storepass", new String(PASSWORD)).redirectErrorStream(true)
                .start();
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (p.waitFor() != 0) {
            throw new IOException("keytool fails: " + out);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return new Certificate(directory, store);
    }

    Path certificate() throws GeneralSecurityException, IOException {
        return pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
    }

    Path key() throws GeneralSecurityException, IOException {
        return pem("PRIVATE KEY", store.getKey(ALIAS, PASSWORD).getEncoded());
    }

    private Path pem(String what, byte[] content) throws IOException {
        return Files.writeString(directory.resolve(what.replace(' ', '-') + ".pem"),
                "-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                        + "\n-----END " + what + "-----\n");
    }

    /** Returns the context of a client that trusts it, and shows it if {@code shows}. */
    SSLContext client(boolean shows) throws GeneralSecurityException {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        load(trusted);
        trusted.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
        trust.init(trusted);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        KeyManager @Nullable [] shown = shows ? keys.getKeyManagers() : null;
        SSLContext c = SSLContext.getInstance("TLS");
        c.init(shown, trust.getTrustManagers(), null);
        return c;
    }

    private static void load(KeyStore empty) throws GeneralSecurityException {
        try {
            empty.load(null, null);
        } catch (IOException e) {
            throw new AssertionError("nothing is read", e);
        }
    }
}
