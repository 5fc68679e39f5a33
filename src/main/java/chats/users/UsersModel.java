package chats.users;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;

/**
 * A user's account in the database. A user either {@linkplain Accounts#register registers} with an email and a
 * password, or is {@linkplain ExternalUsers created} at the first request with a token of an outside identity provider,
 * and then has neither.
 */
@Entity
@Table(name = "users_model")
public class UsersModel {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String nickname;
    private String email;

    @Column(name = "password")
    private String passwordHash;

    /** The outside provider, and the user's subject there; both null for users of Chats' own tokens. */
    private String issuer;

    private String subject;

    protected UsersModel() {}

    public User toUser() {
        return new User(id, nickname);
    }

    Optional<String> email() {
        return Optional.ofNullable(email);
    }

    Optional<String> passwordHash() {
        return Optional.ofNullable(passwordHash);
    }

    /** Whether this is a user of Chats' own tokens, not of an outside provider. */
    boolean isLocal() {
        return issuer == null;
    }
}
