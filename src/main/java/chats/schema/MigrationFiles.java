package chats.schema;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * The migrations, listed by name. This replaces Flyway's search of the class path, which takes time at each start and
 * finds nothing with Open Liberty's class loaders.
 */
final class MigrationFiles implements ResourceProvider {
    static final String FOLDER = "/db/migration/";
    static final List<String> NAMES = List.of(
            "V0.1__others.sql",
            "V1__names.sql",
            "V2__columns.sql",
            "V3__values.sql",
            "V4__tables.sql",
            "V5__numbers.sql",
            "V6__nodes.sql",
            "V7__search.sql",
            "V8__refresh_tokens.sql",
            "V8.1__end_of_take_over.sql",
            "V9__nickname_looks.sql",
            "V10__emails.sql",
            "V11__node_starts.sql",
            "V12__direct_chats.sql",
            "V13__changes.sql",
            "V14__members.sql",
            "V15__presence.sql",
            "V16__logins.sql",
            "V17__read_marks.sql",
            "V18__blocks.sql");

    @Override
    public LoadableResource getResource(String name) {
        return NAMES.contains(name) ? new SqlFile(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return NAMES.stream()
                .filter(name ->
                        name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith))
                .<LoadableResource>map(SqlFile::new)
                .toList();
    }

    private static final class SqlFile extends LoadableResource {
        private final String name;

        SqlFile(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            return new InputStreamReader(
                    MigrationFiles.class.getResourceAsStream(FOLDER + name), StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return FOLDER + name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
