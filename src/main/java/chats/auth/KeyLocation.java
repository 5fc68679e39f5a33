package chats.auth;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what {@code MP_JWT_VERIFY_PUBLICKEY_LOCATION} names: a URL, a file, or a resource of the application. */
final class KeyLocation {
    private static final int TIMEOUT_MS = 3_000;
    private static final int MAX_BYTES = 1 << 20;

    private KeyLocation() {}

    static String read(String location) throws IOException {
        if (location.matches("(?i)(https?|file):.*")) {
            try (InputStream in = open(location)) {
                return text(in);
            }
        }
        if (Files.isRegularFile(Path.of(location))) {
            return Files.readString(Path.of(location));
        }
        String name = location.replaceFirst("^classpath:", "").replaceFirst("^/", "");
        try (InputStream in = KeyLocation.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("there is nothing at " + location);
            }
            return text(in);
        }
    }

    private static InputStream open(String location) throws IOException {
        URLConnection connection = URI.create(location).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MS);
        connection.setReadTimeout(TIMEOUT_MS);
        return connection.getInputStream();
    }

    private static String text(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
