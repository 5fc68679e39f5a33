package chats.users;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;

/**
 * A person's account. It either {@linkplain Accounts#register registers} here, with an email and a password, or is
 * {@linkplain ExternalUsers adopted} from an outside identity provider on first sight and then has neither.
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

    /** Who vouches for this user, and under which name; both null for Chats itself. */
    private String issuer;

    private String subject;

    protected UsersModel() {}

    void changePassword(String newHash) {
        passwordHash = newHash;
    }

    public User toUser() {
        return new User(id, nickname);
    }

    Optional<String> email() {
        return Optional.ofNullable(email);
    }

    Optional<String> passwordHash() {
        return Optional.ofNullable(passwordHash);
    }

    /** Whether this is a user of Chats' own tokens, and of no outside provider's. */
    boolean isLocal() {
        return issuer == null;
    }
}
