package chats.run;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for the loopback address that nobody knows but one server and one client, made by the JDK's keytool. */
public record Tls(Path store, String password) {
    public static Tls make() throws IOException {
        Path folder =
                Files.createTempDirectory(Files.createDirectories(Build.target().resolve("it")), "tls-");
        Tls tls = new Tls(folder.resolve("keys.p12"), UUID.randomUUID().toString());
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Program.run(
                List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "chats",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        tls.password,
                        "-keystore",
                        tls.store.toString()),
                "");
        return tls;
    }

    /** The server's configuration for a second port, with TLS. */
    public String configuration(int port) {
        return "<featureManager><feature>transportSecurity-1.0</feature></featureManager>"
                + "<keyStore id='defaultKeyStore' location='" + store + "' type='PKCS12' password='" + password + "'/>"
                + "<httpEndpoint id='defaultHttpEndpoint' httpsPort='" + port + "'/>";
    }

    /** Trusts that certificate alone. */
    public HttpClient client() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream keys = Files.newInputStream(store)) {
            trusted.load(keys, password.toCharArray());
        }
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("chats", trusted.getCertificate("chats"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }
}
