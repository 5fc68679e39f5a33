package chats.settings;

import chats.net.Network;
import chats.net.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings, each read once from the environment variable of its name. An invalid value is replaced by the default,
 * and described by a sentence in {@link #problems()}; {@code chats.ops} then refuses to start.
 *
 * @param redisUrl the Redis that connects the nodes; empty for a single node
 * @param nodeName what operators call this node; empty for a random name
 * @param drainSeconds how long a node takes to close its sockets after SIGTERM; 0 closes all at once
 * @param dbPoolSize connections to the database
 * @param outsideKey the public key of an outside identity provider; if set, only its tokens are valid
 * @param outsideTokens what else its tokens must fulfil
 * @param adoptLocalSubjects whether the outside provider's {@code sub} is the id of a user here
 * @param keySecret encrypts the signing keys at rest
 * @param accessTokenSeconds lifetime of an access token
 * @param refreshTokenDays lifetime of a refresh token
 * @param keyRotationDays age at which a signing key is replaced; 0 means never
 * @param messagesPerSecond sent by one user over all sockets and REST, with bursts of 4 times that; other commands and
 *     REST calls may be 10 times as many; 0 means no limit
 * @param socketsPerUser open at a time; 0 means no limit
 * @param socketsPerAddress open at a time; 0 means no limit
 * @param replayPerSecond messages replayed to one user; 0 means no limit
 * @param admission limits for clients that are not authenticated
 * @param socketBytes limits for incomplete messages of users
 * @param trustedProxies addresses and networks (CIDR) whose {@code X-Forwarded-*} headers are believed
 * @param presence whether users are told who is there
 * @param allowedOrigins origins that browsers may connect from, besides the page's own host, as browsers write them;
 *     {@code *} is all
 * @param outboxFrames frames that may wait for a slow client before it is disconnected
 * @param outboxBytes bytes that may wait for a slow client before it is disconnected
 * @param metricsOpen whether {@code /metrics} is answered
 * @param managementPort a second port; if set, only this one serves metrics, the details of health and the page of the
 *     API document
 * @param pingIntervalMs between two heartbeats of a socket, on both transports
 * @param pingTimeoutMs how long a heartbeat may stay unanswered
 * @param connectTimeoutMs how long a Socket.IO client may take to connect to a namespace
 * @param maxPayloadBytes of a Socket.IO message or polling payload
 * @param problems what is wrong with the given values, one sentence each, beginning with the setting's name
 */
public record Settings(
        Optional<String> redisUrl,
        String nodeName,
        int drainSeconds,
        int dbPoolSize,
        Optional<String> outsideKey,
        Optional<String> outsideKeyLocation,
        Optional<String> outsideIssuer,
        Set<String> outsideAudiences,
        String outsideAlgorithm,
        OutsideTokens outsideTokens,
        boolean adoptLocalSubjects,
        Optional<String> keySecret,
        int accessTokenSeconds,
        int refreshTokenDays,
        int keyRotationDays,
        int messagesPerSecond,
        int socketsPerUser,
        int socketsPerAddress,
        int replayPerSecond,
        AdmissionSettings admission,
        SocketBytes socketBytes,
        Set<Network> trustedProxies,
        boolean presence,
        Set<String> allowedOrigins,
        int outboxFrames,
        int outboxBytes,
        boolean metricsOpen,
        Optional<Integer> managementPort,
        int pingIntervalMs,
        int pingTimeoutMs,
        int connectTimeoutMs,
        int maxPayloadBytes,
        List<String> problems) {

    private static final Pattern REDIS_URL = Pattern.compile("rediss?://([^@/?#]*@)?[^@/,?#]+(/\\d*)?"
            + "|rediss?-sentinel://([^@/?#]*@)?[^@/?#]+(/\\d*)?#[^#]+"
            + "|rediss?-cluster://([^@/?#]*@)?[^@/?#]+");
    private static final String REDIS_FORMS = "redis://[[USER:]PASSWORD@]HOST[:PORT][/DATABASE],"
            + " redis-sentinel://[[USER:]PASSWORD@]HOST[:PORT],HOST[:PORT]…[/DATABASE]#MASTER or"
            + " redis-cluster://[[USER:]PASSWORD@]HOST[:PORT],HOST[:PORT]…, with rediss for TLS";
    private static final Pattern NODE_NAME = Pattern.compile("[A-Za-z0-9-]{1,63}");
    private static final int LAST_PORT = 65535;
    /** Java decodes bytes in the environment that are not UTF-8 to this character. */
    private static final char NOT_DECODED = '\uFFFD';
    /** The value in server.xml if no port is set. */
    private static final String NO_PORT = "-1";

    private static final String NODE_FORM = "1 to 63 letters, digits and hyphens";

    /** Reads all settings; {@code lookup} answers a name with its value or null. */
    public static Settings from(UnaryOperator<String> lookup) {
        Reader read = new Reader(lookup);
        int port = read.number("HTTP_PORT", 3000, 1, LAST_PORT);
        if (read.text("DB_URL")
                .filter(url -> !url.startsWith("jdbc:postgresql:"))
                .isPresent()) {
            read.problems.add("DB_URL must begin with jdbc:postgresql:");
        }
        if (read.text("DB_URL").filter(url -> url.contains("${")).isPresent()) {
            read.problems.add("DB_URL must not contain ${, which the server would replace; write %24{");
        }
        read.bare("DB_USER");
        read.bare("DB_PASSWORD");
        int maxPayload = read.number("SOCKETIO_MAX_PAYLOAD", 1_000_000, 1024, 100_000_000);
        return new Settings(
                read.matching("REDIS_URL", REDIS_URL, REDIS_FORMS),
                read.matching("NODE_NAME", NODE_NAME, NODE_FORM).orElse(""),
                read.number("DRAIN_SECONDS", 0, 0, 3600),
                read.number("DB_POOL_SIZE", 20, 2, 1000),
                read.text("MP_JWT_VERIFY_PUBLICKEY"),
                read.text("MP_JWT_VERIFY_PUBLICKEY_LOCATION"),
                read.text("MP_JWT_VERIFY_ISSUER"),
                read.list("MP_JWT_VERIFY_AUDIENCES"),
                read.oneOf("MP_JWT_VERIFY_PUBLICKEY_ALGORITHM", "RS256", "ES256"),
                OutsideTokens.from(read),
                read.flag("ADOPT_LOCAL_SUBJECTS", false),
                read.text("KEY_SECRET"),
                read.number("ACCESS_TOKEN_SECONDS", 900, 1, 86_400 * 365),
                read.number("REFRESH_TOKEN_DAYS", 30, 1, 3650),
                read.number("KEY_ROTATION_DAYS", 90, 0, 3650),
                read.number("LIMIT_MESSAGES_PER_SECOND", 50, 0, 1_000_000),
                read.number("LIMIT_SOCKETS_PER_USER", 100, 0, 1_000_000),
                read.number("LIMIT_SOCKETS_PER_ADDRESS", 0, 0, 1_000_000),
                read.number("LIMIT_REPLAY_PER_SECOND", 20_000, 0, 100_000_000),
                AdmissionSettings.from(read, Runtime.getRuntime().maxMemory()),
                SocketBytes.from(read, Runtime.getRuntime().maxMemory(), maxPayload),
                read.networks("TRUSTED_PROXIES"),
                read.oneOf("PRESENCE", "on", "off").equals("on"),
                read.origins("ALLOWED_ORIGINS"),
                read.number("OUTBOX_FRAMES", 4096, 16, 10_000_000),
                read.number("OUTBOX_BYTES", 4_194_304, 65_536, Integer.MAX_VALUE),
                read.flag("METRICS_OPEN", true),
                read.anotherPort("MANAGEMENT_PORT", port),
                read.number("SOCKETIO_PING_INTERVAL", 25_000, 100, 3_600_000),
                read.number("SOCKETIO_PING_TIMEOUT", 20_000, 100, 3_600_000),
                read.number("SOCKETIO_CONNECT_TIMEOUT", 45_000, 100, 3_600_000),
                maxPayload,
                List.copyOf(read.problems));
    }

    /** Whether tokens come from an outside identity provider; Chats then issues none itself. */
    public boolean outsideProvider() {
        return outsideKey.isPresent() || outsideKeyLocation.isPresent();
    }

    static final class Reader {
        private final UnaryOperator<String> lookup;
        private final List<String> problems = new ArrayList<>();

        Reader(UnaryOperator<String> lookup) {
            this.lookup = lookup;
        }

        /** @param sentence begins with the setting's name */
        void problem(String sentence) {
            problems.add(sentence);
        }

        Optional<String> text(String name) {
            return raw(name).map(String::strip).filter(value -> !value.isEmpty());
        }

        private Optional<String> raw(String name) {
            Optional<String> value = Optional.ofNullable(lookup.apply(name));
            String notUtf8 = name + " must be UTF-8";
            if (value.filter(text -> text.indexOf(NOT_DECODED) >= 0).isPresent() && !problems.contains(notUtf8)) {
                problems.add(notUtf8);
            }
            return value;
        }

        /**
         * Checks a value that the container trims before it sends it to the database: with white space around it,
         * another value would be sent.
         */
        void bare(String name) {
            if (raw(name).filter(value -> !value.equals(value.trim())).isPresent()) {
                problems.add(name + " must not begin or end with white space");
            }
        }

        /** The message does not repeat the value, since it may contain a password. */
        Optional<String> matching(String name, Pattern pattern, String form) {
            Optional<String> value = text(name);
            if (value.isPresent() && !pattern.matcher(value.get()).matches()) {
                problems.add(name + " must be " + form);
                return Optional.empty();
            }
            return value;
        }

        Set<String> list(String name) {
            return text(name).stream()
                    .flatMap(value -> Arrays.stream(value.split(",")))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        }

        /**
         * Origins in the form that browsers send. {@code *} is kept, and so is what browsers send for pages without a
         * host.
         */
        Set<String> origins(String name) {
            return each(name, Reader::origin, "is no origin such as https://example.com");
        }

        private static Optional<String> origin(String text) {
            if (Set.of("*", "null", "file://").contains(text)) {
                return Optional.of(text);
            }
            String bare = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
            return Origin.parse(bare).map(Origin::toString);
        }

        Set<Network> networks(String name) {
            return each(name, Network::parse, "is neither an address nor a network such as 10.0.0.0/8");
        }

        private <T> Set<T> each(String name, Function<String, Optional<T>> parse, String whatIsWrong) {
            Set<T> values = new LinkedHashSet<>();
            for (String text : list(name)) {
                parse.apply(text)
                        .ifPresentOrElse(
                                values::add, () -> problems.add("%s: '%s' %s".formatted(name, text, whatIsWrong)));
            }
            return Collections.unmodifiableSet(values);
        }

        int number(String name, int fallback, int least, int most) {
            Optional<String> value = text(name);
            if (value.isEmpty()) {
                return fallback;
            }
            try {
                int number = Integer.parseInt(value.get());
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // reported below, like a number out of range
            }
            problems.add("%s must be a whole number from %d to %d, not '%s'".formatted(name, least, most, value.get()));
            return fallback;
        }

        /** Empty if the setting is not set or invalid. */
        Optional<Integer> optionalNumber(String name, int least, int most) {
            int found = problems.size();
            int number = number(name, least, least, most);
            return text(name).isPresent() && found == problems.size() ? Optional.of(number) : Optional.empty();
        }

        /** An optional port that must differ from {@code taken}. */
        Optional<Integer> anotherPort(String name, int taken) {
            if (text(name).filter(value -> !value.equals(NO_PORT)).isEmpty()) {
                return Optional.empty();
            }
            int found = problems.size();
            int port = number(name, 0, 1, LAST_PORT);
            if (port == taken) {
                problems.add(name + " must be another port than HTTP_PORT, not '" + port + "'");
            }
            return found == problems.size() ? Optional.of(port) : Optional.empty();
        }

        boolean flag(String name, boolean fallback) {
            String value = text(name).orElse(Boolean.toString(fallback));
            if (!value.equals("true") && !value.equals("false")) {
                problems.add("%s must be true or false, not '%s'".formatted(name, value));
                return fallback;
            }
            return Boolean.parseBoolean(value);
        }

        String oneOf(String name, String first, String second) {
            String value = text(name).orElse(first);
            if (!value.equals(first) && !value.equals(second)) {
                problems.add("%s must be %s or %s, not '%s'".formatted(name, first, second, value));
                return first;
            }
            return value;
        }
    }
}
