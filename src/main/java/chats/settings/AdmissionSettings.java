package chats.settings;

/**
 * How much may be taken before anybody is known, by one address (IPv6: one /64) and by all together, on this node. 0 is no limit. What is not set
 * follows from the memory that the server may use: one address may take a sixteenth of what all may, so that eight addresses leave half to others.
 *
 * @param connections open TCP connections of one address
 * @param guests requests that are under way and sessions that are open without a valid token
 * @param bytes of requests and packets without a valid token that wait until they are complete
 * @param handshakesPerSecond Socket.IO sessions that are opened and do not become anybody's
 * @param hashes passwords that wait to be hashed
 * @param registrationsPerHour new accounts
 * @param failedLoginsPerMinute from one address, over all accounts and on all nodes together
 * @param logLinesPerSecond lines about requests and sockets that were refused
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

    /** A limit of each address and one of all together. */
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

    /** Whoever sets no limit for an address wants none for all either, unless he says so. */
    private static Pair registrations(Settings.Reader read) {
        int perAddress = read.number("LIMIT_REGISTRATIONS_PER_HOUR", 20, 0, 1_000_000);
        return new Pair(
                perAddress, read.number("LIMIT_REGISTRATIONS_PER_HOUR_TOTAL", 100 * perAddress, 0, 100_000_000));
    }

    private static Pair pair(Settings.Reader read, String name, int total, int most) {
        int all = read.number(name, total, 0, most);
        int share = all == 0 ? 0 : Math.max(1, all / SHARE);
        return new Pair(read.number(name + "_PER_ADDRESS", share, 0, most), all);
    }
}
