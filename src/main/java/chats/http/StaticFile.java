package chats.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A file as it is sent.
 *
 * @param plain its bytes
 * @param compressed the same in gzip, or as they are where that is no smaller
 * @param type its media type
 * @param tag its entity tag: the same bytes have the same one
 * @param changedAt when it was changed last
 */
record StaticFile(byte[] plain, byte[] compressed, String type, String tag, long changedAt) {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html;charset=UTF-8"),
            Map.entry("css", "text/css;charset=UTF-8"),
            Map.entry("js", "text/javascript;charset=UTF-8"),
            Map.entry("json", "application/json"),
            Map.entry("yaml", "application/yaml"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/vnd.microsoft.icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain;charset=UTF-8"));

    static StaticFile read(URL url, long changedAt) throws IOException {
        byte[] plain;
        try (InputStream in = url.openStream()) {
            plain = in.readAllBytes();
        }
        byte[] compressed = gzip(plain);
        return new StaticFile(
                plain,
                compressed.length < plain.length ? compressed : plain,
                TYPES.getOrDefault(ending(url.getPath()), "application/octet-stream"),
                tag(plain),
                changedAt);
    }

    boolean isSmallerCompressed() {
        return compressed != plain;
    }

    private static String ending(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private static String tag(byte[] plain) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(plain);
            return '"' + HexFormat.of().formatHex(Arrays.copyOf(hash, 12)) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
