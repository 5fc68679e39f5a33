package chats.admission;

import chats.settings.AdmissionSettings;
import chats.settings.AdmissionSettings.Pair;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * The budgets before anybody is known, all in one place; see {@link AdmissionSettings} for what each counts. Whoever does something for
 * somebody without a valid token takes from one of them first, and gives it back when it is done or when a valid token is shown.
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

    /** Requests under way and open sessions without a valid token. */
    public Budget guests() {
        return guests;
    }

    /** Bytes that wait until a request or packet without a valid token is complete. */
    public Budget bytes() {
        return bytes;
    }

    /** Passwords that wait to be hashed. */
    public Budget hashes() {
        return hashes;
    }

    /** Socket.IO sessions that are opened; given back when one becomes somebody's. */
    public AddressRate handshakes() {
        return handshakes;
    }

    /** Accounts that are made. */
    public AddressRate registrations() {
        return registrations;
    }

    /** Lines about what was refused. */
    public LogLineBudget logLines() {
        return logLines;
    }

    private static Budget budget(Pair limit) {
        return new Budget(limit.perAddress(), limit.total());
    }

    /** @param seconds the time that the limit speaks of; so many are admitted at once, {@code bursts} times */
    private static AddressRate rate(Pair limit, double seconds, double bursts) {
        return new AddressRate(
                limit.perAddress() / seconds,
                limit.perAddress() * bursts,
                limit.total() / seconds,
                limit.total() * bursts);
    }
}
