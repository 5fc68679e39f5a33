package chats.settings;

import java.util.Optional;
import java.util.Set;

/**
 * The settings of MicroProfile JWT 2.1 about the tokens of an outside identity provider, besides its key, issuer and audiences. What cannot be
 * honoured ends the start: a setting that is passed over in silence is one that somebody relies on.
 *
 * @param clockSkewSeconds by how much a token may be too old or from the future; if that is not set, one that has run out is refused at once
 * @param ageSeconds how long a token is good from its {@code iat} on, if its {@code exp} is not enough
 */
public record OutsideTokens(Optional<Integer> clockSkewSeconds, Optional<Integer> ageSeconds) {
    /** What clocks may differ by. */
    public static final int MOST_SKEW_SECONDS = 10;

    private static final String KEY = "MP_JWT_VERIFY_PUBLICKEY";
    private static final String LOCATION = "MP_JWT_VERIFY_PUBLICKEY_LOCATION";
    private static final String ISSUER = "MP_JWT_VERIFY_ISSUER";
    private static final String CLOCK_SKEW = "MP_JWT_VERIFY_CLOCK_SKEW";
    private static final String TOKEN_AGE = "MP_JWT_VERIFY_TOKEN_AGE";
    private static final String HEADER = "MP_JWT_TOKEN_HEADER";
    private static final Set<String> ABOUT_OUTSIDE_TOKENS =
            Set.of("MP_JWT_VERIFY_AUDIENCES", "MP_JWT_VERIFY_PUBLICKEY_ALGORITHM", CLOCK_SKEW, TOKEN_AGE);

    static OutsideTokens from(Settings.Reader read) {
        boolean hasKey = read.text(KEY).isPresent();
        boolean hasLocation = read.text(LOCATION).isPresent();
        boolean hasIssuer = read.text(ISSUER).isPresent();
        if (hasKey && hasLocation) {
            read.problem(KEY + " and its _LOCATION must not both be set");
        }
        if ((hasKey || hasLocation) && !hasIssuer) {
            read.problem(ISSUER + " must be set, since " + KEY + " or its _LOCATION is");
        }
        if (hasIssuer && !hasKey && !hasLocation) {
            read.problem(KEY + " or its _LOCATION must be set, since " + ISSUER + " is");
        }
        if (!hasKey && !hasLocation) {
            ABOUT_OUTSIDE_TOKENS.stream()
                    .sorted()
                    .filter(name -> read.text(name).isPresent())
                    .forEach(name -> read.problem(
                            name + " is about an outside provider's tokens; " + KEY + " or its _LOCATION must be set"));
        }
        if (read.text(HEADER).filter(header -> !header.equals("Authorization")).isPresent()) {
            read.problem(HEADER + " must be Authorization: a cookie would be sent by the pages of other sites, too");
        }
        refuse(read, "MP_JWT_TOKEN_COOKIE", "tokens do not come in cookies");
        refuse(read, "MP_JWT_DECRYPT_KEY_LOCATION", "tokens are signed, not encrypted");
        refuse(read, "MP_JWT_DECRYPT_KEY_ALGORITHM", "tokens are signed, not encrypted");
        return new OutsideTokens(
                read.optionalNumber(CLOCK_SKEW, 0, MOST_SKEW_SECONDS),
                read.optionalNumber(TOKEN_AGE, 1, Integer.MAX_VALUE));
    }

    private static void refuse(Settings.Reader read, String name, String why) {
        if (read.text(name).isPresent()) {
            read.problem(name + " must not be set: " + why);
        }
    }
}
