package chats.page;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A user's login that the test writes into the database, as hashing a password is what registering costs. So a new user has no
 * password.
 */
record Login(String refreshToken) {
    private static final String NEW = "INSERT INTO users_model (email, nickname) VALUES (?, ?) RETURNING id";

    private static final String KNOWN = "SELECT id FROM users_model WHERE email = ? AND nickname = ?";

    /** Of the user that the first part finds. */
    private static final String INSERT =
            "WITH person AS (%s), login AS (INSERT INTO logins (id, user_id) SELECT ?, id FROM person RETURNING id)"
                    + " INSERT INTO refresh_tokens (token_hash, login_id, expires_at, cookie, turn)"
                    + " SELECT ?, id, timezone('utc', now()) + INTERVAL '1 day', ?, 1 FROM login";

    /** Its refresh token is a browser's cookie. */
    static Login withCookie(Account account) {
        return of(account, NEW, true);
    }

    /** The same, of somebody who is there. */
    static Login againWithCookie(Account account) {
        return of(account, KNOWN, true);
    }

    /** Its refresh token is for a body. */
    static Login withoutCookie(Account account) {
        return of(account, NEW, false);
    }

    /** The same, of somebody who is there. */
    static Login againWithoutCookie(Account account) {
        return of(account, KNOWN, false);
    }

    private static Login of(Account account, String person, boolean cookie) {
        String token = UUID.randomUUID().toString();
        try (Connection database = Stage.database();
                PreparedStatement insert = database.prepareStatement(INSERT.formatted(person))) {
            insert.setString(1, account.email());
            insert.setString(2, account.nickname());
            insert.setObject(3, UUID.randomUUID());
            insert.setBytes(4, MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
            insert.setBoolean(5, cookie);
            insert.executeUpdate();
        } catch (SQLException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return new Login(token);
    }
}
