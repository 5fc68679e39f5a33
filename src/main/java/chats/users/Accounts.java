package chats.users;

import chats.errors.ChatsException;
import chats.errors.Databases;
import chats.errors.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * Opens accounts and finds them for a login. Emails are compared whatever their case, by one rule: the database's {@code lower}. Its unique index
 * and the lookup both use it, so a spelling finds one account at most, and the one that it would clash with. What that rule makes equal follows
 * from the database's locale: in most {@code İ} (U+0130) becomes {@code i}, which Java would not do. So nothing here folds by itself.
 */
@ApplicationScoped
public class Accounts {
    @PersistenceContext(unitName = "chats")
    private EntityManager entities;

    /**
     * What an email leads to.
     *
     * @param spelling the one form that stands for all that are equal to it
     */
    public record Sought(String spelling, Optional<Account> account) {}

    /** Both are always asked for, so that an account that there is not takes as long as one that there is. */
    @Transactional
    public Sought seek(String email) {
        String spelling = (String) entities.createNativeQuery("SELECT lower(CAST(?1 AS text))")
                .setParameter(1, email)
                .getSingleResult();
        return new Sought(spelling, findByEmail(email));
    }

    @Transactional
    public Optional<Account> find(long id) {
        return Optional.ofNullable(entities.find(UsersModel.class, id)).map(Account::of);
    }

    /**
     * Makes sure, before a password is hashed for them, that nobody has this email or nickname.
     *
     * @throws ChatsException {@code conflict}
     */
    @Transactional
    public void requireFree(String email, String nickname) {
        if (findByEmail(email).isPresent()) {
            throw ChatsException.conflict("email", "This email is taken.");
        }
        if (first("SELECT u FROM UsersModel u WHERE u.nickname = :value", nickname)
                .isPresent()) {
            throw ChatsException.conflict("nickname", "This nickname is taken.");
        }
    }

    /**
     * A new account of Chats' own.
     *
     * @throws ChatsException {@code conflict} if the email or the nickname was taken in the meantime
     */
    @Transactional
    public User register(String email, String nickname, String passwordHash) {
        UsersModel user = UsersModel.register(email, nickname, passwordHash);
        try {
            entities.persist(user);
            entities.flush();
        } catch (PersistenceException e) {
            if (Databases.alreadyThere(e)) {
                throw new ChatsException(ErrorCode.CONFLICT, "This email or nickname is taken.");
            }
            throw e;
        }
        return user.toUser();
    }

    /** Stores a better hash of the same password. */
    @Transactional
    public void rehash(long userId, String newHash) {
        Optional.ofNullable(entities.find(UsersModel.class, userId)).ifPresent(user -> user.changePassword(newHash));
    }

    private Optional<Account> findByEmail(String email) {
        return first("SELECT u FROM UsersModel u WHERE LOWER(u.email) = LOWER(:value)", email);
    }

    private Optional<Account> first(String query, String value) {
        return entities.createQuery(query, UsersModel.class)
                .setParameter("value", value)
                .getResultStream()
                .findFirst()
                .map(Account::of);
    }
}
