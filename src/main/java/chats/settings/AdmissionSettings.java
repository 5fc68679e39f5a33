package chats.settings;

/**
 * The limits for clients that are not authenticated: for one address (IPv6: one /64) and for all together, on this
 * node. 0 means no limit. The defaults depend on the memory of the server. One address gets a sixteenth of the total,
 * so eight addresses leave half to the others.
 *
 * @param connections open TCP connections
 * @param guests running requests and open sessions without a valid token
 * @param bytes of incomplete requests and packets without a valid token
 * @param handshakesPerSecond Socket.IO sessions that are opened and never authenticated
 * @param hashes passwords that wait to be hashed
 * @param registrationsPerHour new accounts
 * @param failedLoginsPerMinute from one address, over all accounts and on all nodes together
 * @param logLinesPerSecond lines about refused requests and sockets
 */
public record AdmissionSettings(
        Pair connections,
        Pair guests,
        Pair bytes,
        Pair handshakesPerSecond,
        Pair hashes,
        Pair registrationsPerHour,
        int failedLoginsPerMinute,
        Pair logLinesPerSecond) {

    /** A limit for each address, and one for all together. */
    public record Pair(int perAddress, int total) {}

    private static final int SHARE = 16;
    private static final int MEGABYTE = 1 << 20;

    static AdmissionSettings from(Settings.Reader read, long memory) {
        int megabytes = (int) Math.min(65_536, Math.max(64, memory / MEGABYTE));
        int guests = Math.min(16_384, 8 * megabytes);
        int bytes = Math.min(512, megabytes / 16) * MEGABYTE;
        return new AdmissionSettings(
                pair(read, "LIMIT_CONNECTIONS", 64 * megabytes / 4, 1_000_000),
                pair(read, "LIMIT_GUESTS", guests, 1_000_000),
                pair(read, "LIMIT_GUEST_BYTES", bytes, Integer.MAX_VALUE),
                pair(read, "LIMIT_HANDSHAKES_PER_SECOND", 800, 1_000_000),
                pair(read, "LIMIT_HASHES", 500, 100_000),
                registrations(read),
                read.number("LIMIT_FAILED_LOGINS_PER_MINUTE", 100, 0, 1_000_000),
                pair(read, "LIMIT_LOG_LINES_PER_SECOND", 80, 1_000_000));
    }

    /** If there is no limit for an address, the default is that there is none in total either. */
    private static Pair registrations(Settings.Reader read) {
        int perAddress = read.number("LIMIT_REGISTRATIONS_PER_HOUR", 20, 0, 1_000_000);
        return new Pair(
                perAddress, read.number("LIMIT_REGISTRATIONS_PER_HOUR_TOTAL", 100 * perAddress, 0, 100_000_000));
    }

    private static Pair pair(Settings.Reader read, String name, int total, int max) {
        int all = read.number(name, total, 0, max);
        int share = all == 0 ? 0 : Math.max(1, all / SHARE);
        return new Pair(read.number(name + "_PER_ADDRESS", share, 0, max), all);
    }
}
