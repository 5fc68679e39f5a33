package chats.page;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A new user's login that the test writes into the database, as hashing a password is what registering costs. So the user has no
 * password.
 */
record Login(String refreshToken) {
    private static final String INSERT =
            "WITH person AS (INSERT INTO users_model (email, nickname) VALUES (?, ?) RETURNING id),"
                    + " login AS (INSERT INTO logins (id, user_id) SELECT ?, id FROM person RETURNING id)"
                    + " INSERT INTO refresh_tokens (token_hash, login_id, expires_at, cookie, turn)"
                    + " SELECT ?, id, timezone('utc', now()) + INTERVAL '1 day', ?, 1 FROM login";

    /** Its refresh token is a browser's cookie. */
    static Login withCookie(Account account) {
        return of(account, true);
    }

    /** Its refresh token is for a body. */
    static Login withoutCookie(Account account) {
        return of(account, false);
    }

    private static Login of(Account account, boolean cookie) {
        String token = UUID.randomUUID().toString();
        try (Connection database = Stage.database();
                PreparedStatement insert = database.prepareStatement(INSERT)) {
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
