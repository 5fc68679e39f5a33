package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chats.client.Rest;
import chats.client.Shapes;
import chats.client.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(3)
class TokensIT extends DoorStory {
    private static final Instant SOON = Instant.now().plusSeconds(3_600);

    @AfterEach
    void theServerServesAfterwards() {
        theServerStillServes();
    }

    @Test
    void nobodyGetsInWithoutAToken() throws Exception {
        Rest nobody = Rest.stranger(server()).documented();
        for (String path :
                new String[] {"/users/me", "/users", "/chats", "/chats/1", "/chats/1/messages", "/whispers"}) {
            nobody.get(path).isRefused("unauthorized");
        }
        nobody.post("/chats", Trees.object("userIds", new long[] {1})).isRefused("unauthorized");
        nobody.post("/chats/1/messages", Trees.object("message", "hi")).isRefused("unauthorized");
        nobody.post("/whispers", Trees.object("whisperTargetId", 1, "message", "hi"))
                .isRefused("unauthorized");
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        isRefused(
                "unauthorized", provider().sign(claims("https://elsewhere.example", IdentityProvider.AUDIENCE, SOON)));
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        isRefused("unauthorized", provider().sign(claims(IdentityProvider.ISSUER, "elsewhere", SOON)));
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() {
        isRefused("unauthorized", new IdentityProvider().sign(valid()));
    }

    @Test
    void anExpiredTokenIsCalledSo() {
        isRefused(
                "token_expired",
                provider().token("somebody", "somebody", Instant.now().minusSeconds(60)));
    }

    @Test
    void anExpiredTokenOfAnotherKeyIsNotBelieved() {
        String forged = new IdentityProvider()
                .token("somebody", "somebody", Instant.now().minusSeconds(60));
        isRefused("unauthorized", forged);
    }

    @Test
    void anUnsignedTokenIsRefused() {
        String content = IdentityProvider.part(Trees.object("alg", "none", "typ", "JWT")) + "."
                + IdentityProvider.part(valid()) + ".";
        isRefused("unauthorized", content);
        String signed = provider().sign(valid());
        isRefused("unauthorized", signed.substring(0, signed.lastIndexOf('.') + 1));
    }

    @Test
    void aTokenSignedWithThePublicKeyAsASecretIsRefused() throws Exception {
        String content = IdentityProvider.part(Trees.object("alg", "HS256", "typ", "JWT")) + "."
                + IdentityProvider.part(valid());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(provider().publicKey().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        isRefused("unauthorized", content + "." + IdentityProvider.part(signature));
    }

    @Test
    void aTokenWithOtherClaimsThanWereSignedIsRefused() {
        String[] parts = provider().sign(valid()).split("\\.");
        String changed =
                IdentityProvider.part(claims(IdentityProvider.ISSUER, IdentityProvider.AUDIENCE, SOON.plusSeconds(1)));
        isRefused("unauthorized", parts[0] + "." + changed + "." + parts[2]);
    }

    @Test
    void whatIsNoTokenIsRefused() {
        Stream.of("", "x", "a.b.c", "..", "x".repeat(4_000)).forEach(token -> isRefused("unauthorized", token));
    }

    @Test
    void aLivingSocketTakesANewTokenOfTheSamePerson() {
        Device alice = online("alice");
        Person owner = alice.owner();
        Instant later = Instant.now().plusSeconds(1_800);
        JsonNode answer = alice.asks(
                        "refresh_token",
                        Trees.object("token", provider().token(owner.subject(), owner.nickname(), later)))
                .granted();
        Shapes.exactly(answer, "expiresAt");
        assertEquals(
                later.getEpochSecond(),
                Instant.parse(answer.get("expiresAt").asText()).getEpochSecond());
    }

    @Test
    void aLivingSocketTakesNoOtherToken() {
        Device alice = online("alice");
        Person bob = person("bob");
        Person owner = alice.owner();
        String expired = provider()
                .token(owner.subject(), owner.nickname(), Instant.now().minusSeconds(60));
        alice.asks("refresh_token", Trees.object("token", bob.token())).isRefused("unauthorized");
        alice.asks("refresh_token", Trees.object("token", expired)).isRefused("token_expired");
        alice.asks("refresh_token", Trees.object("token", "a.b.c")).isRefused("unauthorized");
        alice.opensChatWith();
    }

    @Test
    void aSocketWhoseTokenRunsOutIsWarnedAndThenClosedUnlessItTakesANewOneInTime() {
        Person alice = person("alice");
        // the time that two handshakes and an answer may take, on a busy machine
        String brief = provider()
                .token(alice.subject(), alice.nickname(), Instant.now().plusSeconds(6));
        Device renewed = online(alice, brief);
        Device other = online(alice, brief);
        Shapes.exactly(renewed.inbox().next("token_expiring"), "expiresAt");
        renewed.asks("refresh_token", Trees.object("token", alice.token())).granted();
        Shapes.exactly(other.inbox().next("token_expiring"), "expiresAt");
        other.isClosedWith(4401);
        renewed.sends("still here").to(alice.opensChatWith());
    }

    private JsonNode valid() {
        return claims(IdentityProvider.ISSUER, IdentityProvider.AUDIENCE, SOON);
    }

    private static JsonNode claims(String issuer, String audience, Instant expires) {
        return IdentityProvider.claims(issuer, audience, "somebody", "somebody", expires);
    }

    private void isRefused(String code, String token) {
        Rest rest = Rest.stranger(server()).documented().with(token);
        rest.get("/chats").isRefused(code);
        rest.post("/whispers", Trees.object("whisperTargetId", 1, "message", "hi"))
                .isRefused(code);
        DoorClosed closed = assertThrows(DoorClosed.class, () -> door().open(server(), token, new Inbox()));
        assertEquals(door().refusal(code), closed.refusal());
    }
}
