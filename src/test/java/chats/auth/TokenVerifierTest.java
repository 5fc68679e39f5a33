package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chats.TestClock;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;
import org.junit.jupiter.api.Test;

class TokenVerifierTest {
    private static final TestTokens PROVIDER = TestTokens.provider();

    private final TestClock clock = new TestClock();
    private final TokenVerifier verifier = verifier("RS256", PROVIDER.keys().getPublic());

    @Test
    void aRightTokenTellsWhoAndUntilWhen() {
        UUID login = UUID.randomUUID();
        VerifiedToken token = verifier.verify(
                PROVIDER.sign(TestTokens.claims(in(60), "sid", login.toString(), "preferred_username", "alice")));

        assertEquals("https://idp.example", token.issuer());
        assertEquals("7", token.subject());
        assertEquals(Optional.of(login), token.login());
        assertEquals(Optional.of("alice"), token.name());
        assertEquals(clock.instant().plusSeconds(60), token.expiresAt());
    }

    @Test
    void anEllipticCurveTokenIsRightWhereEs256IsSet() {
        TestTokens provider = TestTokens.ec();

        assertEquals(
                "7",
                verifier("ES256", provider.keys().getPublic())
                        .verify(provider.sign(TestTokens.claims(in(60))))
                        .subject());
    }

    @Test
    void isExpiredFromItsExpiryOn() {
        String token = PROVIDER.sign(TestTokens.claims(in(60)));
        verifier.verify(token);
        clock.advance(Duration.ofSeconds(59));
        verifier.verify(token);
        clock.advance(Duration.ofSeconds(1));

        assertRefused(ErrorCode.TOKEN_EXPIRED, token);
    }

    @Test
    void aTokenThatCameTooLateIsExpired() {
        assertRefused(ErrorCode.TOKEN_EXPIRED, PROVIDER.sign(TestTokens.claims(in(-1))));
        assertRefused(ErrorCode.TOKEN_EXPIRED, PROVIDER.sign(TestTokens.claims(in(-3600))));
    }

    @Test
    void anExpiredTokenWithAnotherFaultIsNotCalledExpired() {
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(-60), "iss", "https://evil.example")));
        assertRefused(ErrorCode.UNAUTHORIZED, TestTokens.stranger().sign(TestTokens.claims(in(-60))));
    }

    @Test
    void refusesAnotherIssuer() {
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60), "iss", "https://evil.example")));
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60), "iss", null)));
    }

    @Test
    void refusesATokenForSomebodyElse() {
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60), "aud", "another-app")));
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60), "aud", null)));
    }

    @Test
    void anyAudienceWillDoWhereNoneIsSet() {
        TokenVerifier open = new TokenVerifier(
                rules("RS256", Set.of(), always(PROVIDER.keys().getPublic())), clock);

        assertEquals("7", open.verify(PROVIDER.sign(TestTokens.claims(in(60)))).subject());
    }

    @Test
    void refusesATokenWithoutExpiryOrSubject() {
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60), "exp", null)));
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60), "sub", null)));
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60), "sub", "")));
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60), "sub", "a\0b")));
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60), "sub", "x".repeat(256))));
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60), "exp", "soon")));
    }

    @Test
    void refusesATokenFromTheFutureBeyondTheClockSkew() {
        verifier.verify(PROVIDER.sign(TestTokens.claims(in(60), "nbf", in(9))));

        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60), "nbf", in(30))));
    }

    @Test
    void theClockSkewThatIsSetCountsAtBothEnds() {
        TokenVerifier lenient = strictlyBy(Optional.empty(), Duration.ofSeconds(5));
        VerifiedToken late = lenient.verify(PROVIDER.sign(TestTokens.claims(in(-4))));

        assertEquals(clock.instant().plusSeconds(1), late.expiresAt());
        lenient.verify(PROVIDER.sign(TestTokens.claims(in(60), "nbf", in(5))));
        assertRefused(lenient, ErrorCode.TOKEN_EXPIRED, PROVIDER.sign(TestTokens.claims(in(-5))));
        assertRefused(lenient, ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60), "nbf", in(7))));

        TokenVerifier strict = strictlyBy(Optional.empty(), Duration.ZERO);
        assertRefused(strict, ErrorCode.TOKEN_EXPIRED, PROVIDER.sign(TestTokens.claims(in(0))));
        assertRefused(strict, ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60), "nbf", in(2))));
    }

    @Test
    void aTokenThatIsOlderThanAllowedHasRunOut() {
        TokenVerifier young = strictlyBy(Optional.of(Duration.ofSeconds(30)), Duration.ZERO);
        String token = PROVIDER.sign(TestTokens.claims(in(600), "iat", in(-20)));

        assertEquals(clock.instant().plusSeconds(10), young.verify(token).expiresAt());
        assertRefused(young, ErrorCode.TOKEN_EXPIRED, PROVIDER.sign(TestTokens.claims(in(600), "iat", in(-30))));
        clock.advance(Duration.ofSeconds(10));
        assertRefused(young, ErrorCode.TOKEN_EXPIRED, token);
        assertEquals(
                clock.instant().plusSeconds(5),
                young.verify(PROVIDER.sign(TestTokens.claims(in(5), "iat", in(0))))
                        .expiresAt());
    }

    @Test
    void whereItsAgeCountsATokenSaysWhenItWasIssuedAndNotInTheFuture() {
        TokenVerifier young = strictlyBy(Optional.of(Duration.ofSeconds(30)), Duration.ofSeconds(5));

        assertRefused(young, ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(20))));
        assertRefused(young, ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(20), "iat", "now")));
        assertRefused(young, ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(600), "iat", in(6))));
        young.verify(PROVIDER.sign(TestTokens.claims(in(600), "iat", in(5))));
        assertEquals(
                clock.instant().plusSeconds(1),
                young.verify(PROVIDER.sign(TestTokens.claims(in(600), "iat", in(-34))))
                        .expiresAt(),
                "the skew counts here, too");
    }

    @Test
    void oneOfSeveralAudiencesIsEnough() {
        List<String> audiences = List.of("another-app", "chats-app");

        assertEquals(
                "7",
                verifier.verify(PROVIDER.sign(TestTokens.claims(in(60), "aud", audiences)))
                        .subject());
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60), "aud", List.of("another-app"))));
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60), "aud", List.of())));
    }

    @Test
    void claimsOfTheWrongKindAreNotGuessedAt() {
        assertRefused(
                ErrorCode.UNAUTHORIZED,
                PROVIDER.sign(TestTokens.claims(in(60), "iss", List.of("https://idp.example"))));
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60), "sub", 7)));
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60), "nbf", "soon")));
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60), "aud", 5)));
    }

    @Test
    void refusesATokenWithoutAKeyIdOrWithAnUnknownOneWhereKeysHaveIds() {
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60)), null));
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60)), "another"));
    }

    @Test
    void refusesATokenWithAPartMissing() {
        String[] parts = PROVIDER.sign(TestTokens.claims(in(60))).split("\\.", -1);
        for (String token : List.of(
                "",
                ".",
                "..",
                parts[0],
                parts[0] + "." + parts[1],
                parts[0] + "." + parts[1] + ".",
                parts[0] + ".." + parts[2],
                "." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + "." + parts[2] + ".",
                parts[0] + "." + parts[1] + "." + parts[2] + "." + parts[1] + "." + parts[2])) {
            assertRefused(ErrorCode.UNAUTHORIZED, token);
        }
    }

    @Test
    void refusesAnUnsignedToken() {
        assertRefused(ErrorCode.UNAUTHORIZED, TestTokens.unsigned(TestTokens.claims(in(60))));
    }

    @Test
    void refusesAPublicKeyMisusedAsASharedSecret() {
        Map<String, Object> claims = TestTokens.claims(in(60));

        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.signWithThePublicKeyAsSecret(claims));
    }

    @Test
    void refusesEveryAlgorithmButTheOneThatIsSet() {
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.signAs("RS512", TestTokens.claims(in(60))));
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.signAs("PS256", TestTokens.claims(in(60))));
        TokenVerifier elliptic = verifier("ES256", PROVIDER.keys().getPublic());
        String rsaToken = PROVIDER.sign(TestTokens.claims(in(60)));
        assertEquals(
                ErrorCode.UNAUTHORIZED,
                assertThrows(ChatsException.class, () -> elliptic.verify(rsaToken))
                        .code());
    }

    @Test
    void refusesAnothersSignature() {
        assertRefused(ErrorCode.UNAUTHORIZED, TestTokens.stranger().sign(TestTokens.claims(in(60))));
    }

    @Test
    void refusesATokenThatWasChanged() {
        String[] mine = PROVIDER.sign(TestTokens.claims(in(60))).split("\\.", -1);
        String[] other = PROVIDER.sign(TestTokens.claims(in(60), "sub", "8")).split("\\.", -1);

        assertRefused(ErrorCode.UNAUTHORIZED, mine[0] + "." + other[1] + "." + mine[2]);
    }

    @Test
    void refusesWhatIsNoToken() {
        assertRefused(ErrorCode.UNAUTHORIZED, "x.y.z");
        assertRefused(ErrorCode.UNAUTHORIZED, "nonsense");
        assertRefused(ErrorCode.UNAUTHORIZED, "a.b.c.d.e");
        assertRefused(ErrorCode.UNAUTHORIZED, PROVIDER.sign(TestTokens.claims(in(60), "pad", "x".repeat(9_000))));
    }

    @Test
    void keysThatCannotBeHadAreNobodysFault() {
        TokenVerifier keyless = new TokenVerifier(
                rules("RS256", Set.of(), (token, nesting) -> {
                    throw new ChatsException(ErrorCode.UNAVAILABLE);
                }),
                clock);
        String token = PROVIDER.sign(TestTokens.claims(in(60)));

        assertEquals(
                ErrorCode.UNAVAILABLE,
                assertThrows(ChatsException.class, () -> keyless.verify(token)).code());
    }

    @Test
    void refusesAnOwnTokenThatLivesLongerThanThoseThatAreGiven() {
        assertEquals("7", own(in(0), in(900)).subject());
        assertRefusedOwn(in(0), in(901));
        assertRefusedOwn(in(0), in(86_400));
    }

    /** Otherwise it could be used for its last minutes, when it is no longer known that its login has ended. */
    @Test
    void refusesAnOwnTokenThatLivesLongerUntilItsEnd() {
        assertRefusedOwn(in(-86_000), in(400));
        assertRefusedOwn(in(-86_399), in(1));
    }

    @Test
    void refusesAnOwnTokenThatDoesNotSayWhenItWasIssued() {
        assertEquals(
                ErrorCode.UNAUTHORIZED,
                assertThrows(
                                ChatsException.class,
                                () -> ownVerifier(900).verify(PROVIDER.sign(TestTokens.claims(in(60)))))
                        .code());
    }

    @Test
    void theClocksOfNodesMayDifferAndNotBeApart() {
        assertEquals("7", own(in(100), in(1_000)).subject());
        assertRefusedOwn(in(3_600), in(4_500));
    }

    @Test
    void aNodeThatGivesLongerTokensTakesShorterOnes() {
        String token = PROVIDER.sign(TestTokens.claims(in(900), "iat", in(0)));

        assertEquals("7", ownVerifier(86_400).verify(token).subject());
    }

    private VerifiedToken own(long issued, long expires) {
        return ownVerifier(900).verify(PROVIDER.sign(TestTokens.claims(expires, "iat", issued)));
    }

    private void assertRefusedOwn(long issued, long expires) {
        assertEquals(
                ErrorCode.UNAUTHORIZED,
                assertThrows(ChatsException.class, () -> own(issued, expires)).code());
    }

    private TokenVerifier ownVerifier(long seconds) {
        return strictlyBy(Optional.of(Duration.ofSeconds(seconds)), Optional.empty(), Duration.ZERO);
    }

    @Test
    void aTokenThatIsSentAgainIsNotCheckedAgain() {
        String token = PROVIDER.sign(TestTokens.claims(in(60)));

        assertSame(verifier.verify(token), verifier.verify(token));
    }

    /** Without this the test of an unsigned token above would prove nothing. */
    @Test
    void theUnsignedTokenWouldBeRightForWhoeverDoesNotInsistOnASignature() throws Exception {
        new JwtConsumerBuilder()
                .setDisableRequireSignature()
                .setSkipAllValidators()
                .setJwsAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.NO_CONSTRAINTS)
                .build()
                .processToClaims(TestTokens.unsigned(TestTokens.claims(in(60))));
    }

    private void assertRefused(ErrorCode code, String token) {
        assertRefused(verifier, code, token);
    }

    private static void assertRefused(TokenVerifier verifier, ErrorCode code, String token) {
        assertEquals(
                code,
                assertThrows(ChatsException.class, () -> verifier.verify(token), token)
                        .code());
    }

    private TokenVerifier strictlyBy(Optional<Duration> oldest, Duration clockSkew) {
        return strictlyBy(Optional.empty(), oldest, clockSkew);
    }

    private TokenVerifier strictlyBy(Optional<Duration> longest, Optional<Duration> oldest, Duration clockSkew) {
        return new TokenVerifier(
                new TokenRules(
                        "https://idp.example",
                        Set.of(),
                        "RS256",
                        always(PROVIDER.keys().getPublic()),
                        longest,
                        oldest,
                        clockSkew,
                        clockSkew),
                clock);
    }

    private TokenVerifier verifier(String algorithm, Key key) {
        return new TokenVerifier(rules(algorithm, Set.of("chats-app"), always(key)), clock);
    }

    private static TokenRules rules(String algorithm, Set<String> audiences, VerificationKeyResolver keys) {
        return new TokenRules(
                "https://idp.example",
                audiences,
                algorithm,
                keys,
                Optional.empty(),
                Optional.empty(),
                TokenRules.CLOCK_SKEW,
                Duration.ZERO);
    }

    private static VerificationKeyResolver always(Key key) {
        return (token, nesting) -> {
            if (!TestTokens.KID.equals(token.getKeyIdHeaderValue())) {
                throw new UnresolvableKeyException("unknown");
            }
            return key;
        };
    }

    private long in(long seconds) {
        return clock.instant().getEpochSecond() + seconds;
    }
}
