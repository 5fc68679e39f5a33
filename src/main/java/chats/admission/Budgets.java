package chats.admission;

import chats.settings.AdmissionSettings;
import chats.settings.AdmissionSettings.Pair;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * The budgets for clients without a valid token. {@link AdmissionSettings} tells what each counts. Code that does work
 * for such a client takes from a budget first. It gives that back when the work is done, or when the client shows a
 * valid token.
 */
@ApplicationScoped
public class Budgets {
    private static final int BURST_SECONDS = 4;
    private static final double SECONDS_OF_AN_HOUR = 3600;

    private final Budget guests;
    private final Budget bytes;
    private final Budget hashes;
    private final AddressRate handshakes;
    private final AddressRate registrations;
    private final LogLineBudget logLines;

    @Inject
    public Budgets(Settings settings) {
        AdmissionSettings limits = settings.admission();
        guests = budget(limits.guests());
        bytes = budget(limits.bytes());
        hashes = budget(limits.hashes());
        handshakes = rate(limits.handshakesPerSecond(), 1, BURST_SECONDS);
        registrations = rate(limits.registrationsPerHour(), SECONDS_OF_AN_HOUR, 1);
        logLines = new LogLineBudget(rate(limits.logLinesPerSecond(), 1, BURST_SECONDS));
    }

    /** Unfinished requests and open sessions without a valid token. */
    public Budget guests() {
        return guests;
    }

    /** Bytes of unfinished requests and packets without a valid token. */
    public Budget bytes() {
        return bytes;
    }

    /** Passwords that wait to be hashed. */
    public Budget hashes() {
        return hashes;
    }

    /** Handshakes of Socket.IO. One is given back when its session gets a user. */
    public AddressRate handshakes() {
        return handshakes;
    }

    /** New accounts. */
    public AddressRate registrations() {
        return registrations;
    }

    /** Log lines about refusals. */
    public LogLineBudget logLines() {
        return logLines;
    }

    private static Budget budget(Pair limit) {
        return new Budget(limit.perAddress(), limit.total());
    }

    /**
     * @param limit how many within {@code seconds}
     * @param bursts how many times the limit is allowed at once
     */
    private static AddressRate rate(Pair limit, double seconds, double bursts) {
        return new AddressRate(
                limit.perAddress() / seconds,
                limit.perAddress() * bursts,
                limit.total() / seconds,
                limit.total() * bursts);
    }
}
