package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.users.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A token as MicroProfile JWT 2.1 shows it to those who ask. */
class CallerPrincipalTest {
    private static final TestTokens PROVIDER = TestTokens.provider();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"u,p,s,u", "u,-,s,u", "-,p,s,p", "'',p,s,p", "-,-,s,s", "'','',s,s"})
    void isCalledByUpnElseByPreferredUsernameElseBySubject(String upn, String preferred, String subject, String name) {
        assertEquals(
                name,
                principal("upn", upn, "preferred_username", preferred, "sub", subject)
                        .getName());
    }

    @Test
    void aNameThatIsNoTextIsPassedOver() {
        assertEquals(
                "s",
                principal("upn", 5, "preferred_username", List.of("p"), "sub", "s")
                        .getName());
    }

    static Stream<Object> noGroups() {
        return Stream.of(
                "chats-admin", 5, true, Map.of("chats-admin", true), List.of(), List.of(5, List.of("chats-admin")));
    }

    @ParameterizedTest
    @MethodSource("noGroups")
    void whatIsNoListOfTextsGivesNoRole(Object groups) {
        JsonWebToken token = principal("groups", groups);

        assertEquals(Set.of(), token.getGroups());
        assertEquals(Set.of(), token.getClaim(Claims.groups));
    }

    @Test
    void groupsAreTheTextsOfTheList() {
        assertEquals(
                Set.of("a", "b"), principal("groups", List.of("a", "b", "a")).getGroups());
        assertEquals(Set.of("a"), principal("groups", List.of("a", 5)).getGroups());
        assertEquals(Set.of(), principal().getGroups());
    }

    @Test
    void standardClaimsHaveTheirTypes() {
        JsonWebToken token = principal("iat", 100, "nbf", 99, "jti", "id", "email_verified", true, "auth_time", 98.0);

        assertEquals("https://idp.example", token.getIssuer());
        assertEquals("7", token.getSubject());
        assertEquals(Set.of("chats-app"), token.getAudience());
        assertEquals(200, token.getExpirationTime());
        assertEquals(100, token.getIssuedAtTime());
        assertEquals("id", token.getTokenID());
        assertEquals(Long.valueOf(99), token.<Long>getClaim(Claims.nbf));
        assertEquals(Long.valueOf(98), token.<Long>getClaim("auth_time"));
        assertEquals(Boolean.TRUE, token.getClaim("email_verified"));
        assertEquals(Set.of("a", "b"), principal("aud", List.of("a", "b")).getAudience());
        assertEquals("text", principal("custom", "text").getClaim("custom"));
    }

    @Test
    void whatATokenDoesNotSayIsNotThere() {
        JsonWebToken token = principal("aud", null);

        assertNull(token.getClaim("custom"));
        assertEquals(Optional.empty(), token.claim("custom"));
        assertNull(token.getAudience());
        assertNull(token.getTokenID());
        assertEquals(0, token.getIssuedAtTime());
        assertFalse(token.containsClaim("custom"));
    }

    @Test
    void theTokenItselfIsAClaimAndInNoText() {
        String text = PROVIDER.sign(TestTokens.claims(200));
        JsonWebToken token = principal(text);

        assertEquals(text, token.getRawToken());
        assertEquals(text, token.getClaim("raw_token"));
        assertTrue(token.getClaimNames().containsAll(Set.of("raw_token", "iss", "sub", "exp", "aud")));
        assertEquals("user 7", token.toString());
    }

    @Test
    void aClaimOfAnotherKindIsAFaultAndNotSilence() {
        assertThrows(IllegalArgumentException.class, () -> ClaimTypes.as(Long.class, "text"));
        assertThrows(IllegalArgumentException.class, () -> ClaimTypes.as(String.class, 5L));
        assertThrows(IllegalArgumentException.class, () -> ClaimTypes.as(Set.class, 5L));
        assertThrows(IllegalArgumentException.class, () -> ClaimTypes.as(Boolean.class, "true"));
        assertNull(ClaimTypes.as(Long.class, null));
    }

    private static JsonWebToken principal(Object... claims) {
        return principal(PROVIDER.sign(TestTokens.claims(200, claims)));
    }

    private static JsonWebToken principal(String token) {
        Caller caller = new Caller(new User(7, "alice"), Optional.empty(), Instant.ofEpochSecond(200));
        return new CallerPrincipal(caller, token, "127.0.0.1");
    }
}
