package chats.auth.claims;

import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Stands for the token of a request that needs none and has none: no name, no claims, no groups. */
enum NoToken implements JsonWebToken {
    NONE;

    @Override
    public String getName() {
        return null;
    }

    @Override
    public Set<String> getGroups() {
        return Set.of();
    }

    @Override
    public Set<String> getClaimNames() {
        return Set.of();
    }

    @Override
    public <T> T getClaim(String name) {
        return null;
    }

    @Override
    public long getExpirationTime() {
        return 0;
    }

    @Override
    public long getIssuedAtTime() {
        return 0;
    }
}
