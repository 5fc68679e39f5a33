package chats.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The folder that holds a PostgreSQL database, readable by its owner alone:
 *
 * <pre>
 * postgres/            what PostgreSQL keeps
 * postgres.password    the password of the one who owns the database, made when the folder was made
 * postgres.log         what PostgreSQL said
 * </pre>
 *
 * It is made in one step: a folder that was interrupted half-made is begun anew, one that is complete is never touched.
 */
final class PostgresFolder {
    static final String OWNER = "chats";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path folder;

    PostgresFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    Path data() {
        return folder.resolve("postgres");
    }

    Path log() {
        return folder.resolve("postgres.log");
    }

    String password() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    void createIfMissing(PostgresBinaries binaries) throws IOException {
        if (Files.isDirectory(data())) {
            return;
        }
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, OWNER_ONLY);
        Path unfinished = folder.resolve("postgres.unfinished");
        Folders.delete(unfinished);
        writePassword();
        Program.run(initdb(binaries, unfinished), "");
        // over TCP from this machine, with the password; there is no socket file for anybody else to find
        Files.writeString(unfinished.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        Program.run(
                singleUser(binaries, unfinished),
                "CREATE ROLE " + OWNER + " LOGIN CREATEDB PASSWORD '" + password() + "'\n" + "CREATE DATABASE " + OWNER
                        + " OWNER " + OWNER + "\n");
        Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path passwordFile() {
        return folder.resolve("postgres.password");
    }

    private void writePassword() throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(passwordFile());
        Files.createFile(
                passwordFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile(), HexFormat.of().formatHex(random) + "\n");
    }

    // The superuser gets no password, so that nobody can log in as it.
    private static List<String> initdb(PostgresBinaries binaries, Path target) {
        List<String> command = new ArrayList<>(binaries.command("initdb"));
        command.addAll(List.of(
                "--username=postgres",
                "--auth=reject",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--pgdata=" + target));
        return command;
    }

    // Hashing a password often makes it slow to guess. This one is random and cannot be guessed at all. To hash it 4096
    // times would take the client longer than all else that it does to connect.
    private static List<String> singleUser(PostgresBinaries binaries, Path target) {
        List<String> command = new ArrayList<>(binaries.command("postgres"));
        command.addAll(List.of("--single", "-c", "scram_iterations=1", "-D", target.toString(), "postgres"));
        return command;
    }
}
