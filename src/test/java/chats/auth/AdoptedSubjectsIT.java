package chats.auth;

import static chats.auth.AdoptedProvider.jwks;
import static chats.auth.AdoptedProvider.key;
import static chats.auth.TestTokens.KID;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Answer;
import chats.client.Rest;
import chats.ops.Operated;
import chats.run.Patience;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The subjects of an outside provider are the ids of users, and its keys are at a URL. */
@ExtendWith(Operated.Shared.class)
@ResourceLock(Operated.LOCK)
@Order(3)
class AdoptedSubjectsIT {
    private final TestTokens rotated = TestTokens.ec();
    private final Operated operated;
    private final TestTokens provider;

    AdoptedSubjectsIT(Operated operated) {
        this.operated = operated;
        this.provider = operated.provider().tokens();
    }

    @Test
    void theSubjectIsAUsersId() throws Exception {
        String id = operated.newUser();

        assertEquals(id, me(provider.sign(claims(id))).body().path("id").asText());
    }

    @Test
    void aSubjectThatIsNoUsersIdIsNobody() {
        assertEquals(401, me(provider.sign(claims("2000000000"))).status());
        assertEquals(401, me(provider.sign(claims("99999999999999999999"))).status());
        assertEquals(401, me(provider.sign(claims("alice"))).status());
    }

    @Test
    void theProviderMayRotateItsKeys() throws Exception {
        String id = operated.newUser();
        String fresh = rotated.sign(claims(id), "new");
        assertEquals(401, me(fresh).status());
        operated.provider().keys().set(jwks(key(provider, KID), key(rotated, "new")));

        Patience.until("the new key is fetched", () -> me(fresh).status() == 200);
        assertEquals(200, me(provider.sign(claims(id))).status());
        assertEquals(401, me(rotated.sign(claims(id), KID)).status());
    }

    private Answer me(String token) {
        return Rest.stranger(operated.server()).with(token).me();
    }

    private static Map<String, Object> claims(String subject) {
        return TestTokens.claims(TestTokens.in(600), "sub", subject, "iat", TestTokens.in(0));
    }
}
