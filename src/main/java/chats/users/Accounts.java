package chats.users;

import chats.errors.ChatsException;
import chats.errors.DatabaseErrors;
import chats.errors.ErrorCode;
import chats.names.NameSkeleton;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * Opens accounts and finds them for a login. Emails are compared whatever their case, by one rule: the database's function
 * {@code users_model_folded}, which is the same in every locale. Its unique index and the lookup both use it, so a spelling finds one account at
 * most, and the one that it would clash with. Where the locale's rule of before let in two that
 * this one takes for the same, each is found by its exact spelling.
 */
@ApplicationScoped
public class Accounts {
    private static final String INSERT = "INSERT INTO users_model (nickname, nickname_looks, email, password)"
            + " VALUES (?1, CAST(?2 AS bigint[]), ?3, ?4) RETURNING id";

    private static final String BY_EMAIL =
            "SELECT u FROM UsersModel u WHERE FUNCTION('users_model_folded', u.email) = FUNCTION('users_model_folded', :email)"
                    + " ORDER BY CASE WHEN u.email = :email THEN 0 ELSE 1 END, u.id";

    @PersistenceContext(unitName = "chats")
    private EntityManager entities;

    private final Nicknames nicknames;

    @Inject
    Accounts(Nicknames nicknames) {
        this.nicknames = nicknames;
    }

    /**
     * What an email leads to.
     *
     * @param spelling the one form that stands for all that are equal to it
     */
    public record Sought(String spelling, Optional<Account> account) {}

    /** Both are always asked for, so that an account that there is not takes as long as one that there is. */
    @Transactional
    public Sought seek(String email) {
        String spelling = (String) entities.createNativeQuery("SELECT users_model_folded(CAST(?1 AS text))")
                .setParameter(1, email)
                .getSingleResult();
        return new Sought(spelling, findByEmail(email));
    }

    @Transactional
    public Optional<Account> find(long id) {
        return Optional.ofNullable(entities.find(UsersModel.class, id)).map(Account::of);
    }

    /**
     * Makes sure, before a password is hashed for them, that nobody has this email, this nickname or one like it.
     *
     * @throws ChatsException {@code conflict}
     */
    @Transactional
    public void requireFree(String email, String nickname) {
        if (findByEmail(email).isPresent()) {
            throw ChatsException.conflict("email", "This email is taken.");
        }
        if (!nicknames.isFree(nickname)) {
            throw nicknameIsTaken();
        }
    }

    /**
     * A new account of Chats' own.
     *
     * @throws ChatsException {@code conflict} if the email or the nickname was taken in the meantime
     */
    @Transactional
    public User register(String email, String nickname, String passwordHash) {
        if (!nicknames.claim(nickname)) {
            throw nicknameIsTaken();
        }
        try {
            Number id = (Number) entities.createNativeQuery(INSERT)
                    .setParameter(1, nickname)
                    .setParameter(2, Nicknames.array(NameSkeleton.of(nickname)))
                    .setParameter(3, email)
                    .setParameter(4, passwordHash)
                    .getSingleResult();
            return new User(id.longValue(), nickname);
        } catch (PersistenceException e) {
            if (DatabaseErrors.alreadyThere(e)) {
                throw new ChatsException(ErrorCode.CONFLICT, "This email or nickname is taken.");
            }
            throw e;
        }
    }

    /** Stores a better hash of the same password. */
    @Transactional
    public void rehash(long userId, String newHash) {
        Optional.ofNullable(entities.find(UsersModel.class, userId)).ifPresent(user -> user.changePassword(newHash));
    }

    private static ChatsException nicknameIsTaken() {
        return ChatsException.conflict("nickname", "This nickname is taken, or one that looks like it.");
    }

    private Optional<Account> findByEmail(String email) {
        return entities.createQuery(BY_EMAIL, UsersModel.class)
                .setParameter("email", email)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(Account::of);
    }
}
