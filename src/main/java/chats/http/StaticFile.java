package chats.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A file, ready to be sent.
 *
 * @param plain its bytes
 * @param compressed the bytes in gzip, or {@code plain} if gzip is not smaller
 * @param type its media type
 * @param tag its entity tag without quotes, a hash of the bytes
 */
record StaticFile(byte[] plain, byte[] compressed, String type, String tag) {
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

    static StaticFile of(String path, byte[] plain) throws IOException {
        byte[] compressed = gzip(plain);
        return new StaticFile(
                plain,
                compressed.length < plain.length ? compressed : plain,
                TYPES.getOrDefault(ending(path), "application/octet-stream"),
                tag(plain));
    }

    boolean isSmallerCompressed() {
        return compressed != plain;
    }

    private static String ending(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream gzip = new SmallestGzip(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    /** A hash of the bytes. */
    static String tag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(Arrays.copyOf(hash, 12));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compresses slowly but well, because each file is compressed only once. */
    private static final class SmallestGzip extends GZIPOutputStream {
        SmallestGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
