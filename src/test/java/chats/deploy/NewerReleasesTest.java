package chats.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewerReleasesTest {
    @Test
    void aNewerServerAndNewerLibrariesAreOneLine() {
        String updates = """

                The following version property updates are available:
                  ${liberty.version} .............. 1.0.0.3 -> 1.0.0.9

                The following dependencies in Dependencies have newer versions:
                  org.flywaydb:flyway-core ........ 13.0 -> 13.1
                  org.flywaydb:flyway-database .... 13.0 -> 13.1
                  org.junit.jupiter:junit-jupiter . 5.1 -> 6.0

                The following dependencies in Dependency Management have newer versions:
                  org.junit:junit-bom ............. 5.1 -> 6.0
                """;
        assertEquals(
                Optional.of("Newer than what pom.xml names: liberty 1.0.0.3 -> 1.0.0.9, org.flywaydb 13.0 -> 13.1,"
                        + " org.junit 5.1 -> 6.0"),
                NewerReleases.line(updates));
    }

    @Test
    void whereNothingIsNewerNothingIsSaid() {
        String updates = """
                The following version properties are referencing the newest available version:
                  ${liberty.version} .............. 1.0.0.3
                All version properties are referencing the newest version available.

                No dependencies in Dependencies have newer versions.
                """;
        assertEquals(Optional.empty(), NewerReleases.line(updates));
        assertEquals(Optional.empty(), NewerReleases.line(""));
    }
}
