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
 * A file as it is sent.
 *
 * @param plain its bytes
 * @param compressed the same in gzip, or as they are where that is no smaller
 * @param type its media type
 * @param tag its entity tag, without quotes: the same bytes have the same one
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

    /** Of bytes, a name that no others have. */
    static String tag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(Arrays.copyOf(hash, 12));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Done once for each file, so that it may take its time. */
    private static final class SmallestGzip extends GZIPOutputStream {
        SmallestGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
