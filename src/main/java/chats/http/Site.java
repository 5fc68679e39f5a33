package chats.http;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The page and its files, read and compressed once. All files of the page are below one folder,
 * {@code /assets/VERSION/…}, whose name changes when any of them changes. So browsers can cache the files for ever and
 * never mix two versions. The page refers to the folder by its current name.
 */
final class Site {
    static final String PAGE = "/index.html";
    static final String ASSETS = "/assets/";

    private static final String FOLDER = "{{assets}}";

    private final Map<String, StaticFile> files = new TreeMap<>();
    private final Map<String, Long> changedAt = new TreeMap<>();
    private final String version;

    private Site(ServletContext context) throws IOException {
        StringBuilder tags = new StringBuilder();
        for (String path : paths(context, "/")) {
            StaticFile file = StaticFile.of(path, read(context, path));
            files.put(path, file);
            changedAt.put(path, changedAt(context, path));
            tags.append(path).append(file.tag());
        }
        version = StaticFile.tag(tags.toString().getBytes(StandardCharsets.UTF_8));
        files.computeIfPresent(PAGE, (path, page) -> withFolder(ASSETS + version, page));
    }

    static Site read(ServletContext context) throws IOException {
        return new Site(context);
    }

    Optional<StaticFile> find(String path) {
        return Optional.ofNullable(files.get(unversioned(path)));
    }

    /** Whether the file at this path will never change. */
    boolean isForever(String path) {
        return path.startsWith(ASSETS + version + "/");
    }

    /** Whether a file has changed since it was read. Happens only during development. */
    boolean isOutdated(ServletContext context) throws IOException {
        Map<String, Long> now = new TreeMap<>();
        for (String path : paths(context, "/")) {
            now.put(path, changedAt(context, path));
        }
        return !now.equals(changedAt);
    }

    /** Removes the version. A page that was loaded before an update may request files with the old version. */
    private static String unversioned(String path) {
        return path.startsWith(ASSETS) ? path.replaceFirst("^/assets/[0-9a-f]{24}/", ASSETS) : path;
    }

    private static StaticFile withFolder(String folder, StaticFile page) {
        String text = new String(page.plain(), StandardCharsets.UTF_8).replace(FOLDER, folder);
        try {
            return StaticFile.of(PAGE, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The paths of all files directly in the folder, and below {@link #ASSETS}. */
    private static Set<String> paths(ServletContext context, String folder) {
        Set<String> all = new TreeSet<>();
        for (String path : Optional.ofNullable(context.getResourcePaths(folder)).orElse(Set.of())) {
            if (!path.endsWith("/")) {
                all.add(path);
            } else if (path.startsWith(ASSETS)) {
                all.addAll(paths(context, path));
            }
        }
        return all;
    }

    private static byte[] read(ServletContext context, String path) throws IOException {
        try (InputStream in = context.getResourceAsStream(path)) {
            return in.readAllBytes();
        }
    }

    private static long changedAt(ServletContext context, String path) throws IOException {
        URL url = context.getResource(path);
        return url == null ? 0 : url.openConnection().getLastModified();
    }
}
