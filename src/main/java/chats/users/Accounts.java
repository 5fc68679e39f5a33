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
 * Registers accounts and finds them for a login. Emails are compared without regard to case, by the database's function
 * {@code users_model_folded}, which is the same in every locale. Its unique index and the lookup both use it, so an
 * email finds at most one account, the one that it would conflict with. An older database may hold two emails that this
 * function folds to the same text, because the locale's rule was used before; then each is found by its exact spelling.
 */
@ApplicationScoped
public class Accounts {
    private static final String INSERT = "INSERT INTO users_model (nickname, nickname_looks, email, password)"
            + " VALUES (?1, CAST(?2 AS bigint[]), ?3, ?4) RETURNING id";

    private static final String BY_EMAIL =
            "SELECT u FROM UsersModel u WHERE FUNCTION('users_model_folded', u.email) = FUNCTION('users_model_folded', :email)"
                    + " ORDER BY CASE WHEN u.email = :email THEN 0 ELSE 1 END, u.id";

    private static final String RENAME = "UPDATE users_model SET nickname = ?2, nickname_looks = CAST(?3 AS bigint[]),"
            + " updated_at = date_trunc('milliseconds', timezone('utc', clock_timestamp())) WHERE id = ?1 AND nickname <> ?2";

    private static final String REPLACE_PASSWORD =
            "UPDATE users_model SET password = ?3 WHERE id = ?1 AND password = ?2";

    @PersistenceContext(unitName = "chats")
    private EntityManager entities;

    private final Nicknames nicknames;

    @Inject
    Accounts(Nicknames nicknames) {
        this.nicknames = nicknames;
    }

    /**
     * The result of a lookup by email.
     *
     * @param folded the folded form, the same for all spellings of the email
     */
    public record EmailLookup(String folded, Optional<Account> account) {}

    /** Always runs both queries, so that an unknown email takes as long as a known one. */
    @Transactional
    public EmailLookup findForLogin(String email) {
        String folded = (String) entities.createNativeQuery("SELECT users_model_folded(CAST(?1 AS text))")
                .setParameter(1, email)
                .getSingleResult();
        return new EmailLookup(folded, findByEmail(email));
    }

    @Transactional
    public Optional<Account> find(long id) {
        return Optional.ofNullable(entities.find(UsersModel.class, id)).map(Account::of);
    }

    /**
     * The account of a user.
     *
     * @throws ChatsException {@code unauthorized} if it is there no more
     */
    @Transactional
    public Account require(long id) {
        return find(id).orElseThrow(() -> new ChatsException(ErrorCode.UNAUTHORIZED));
    }

    /**
     * Checks, before a password is hashed, that the email is free and the nickname is not taken by this or a similar
     * name.
     *
     * @throws ChatsException {@code conflict}
     */
    @Transactional
    public void requireFree(String email, String nickname) {
        if (findByEmail(email).isPresent()) {
            throw ChatsException.conflict("email", "This email is taken.");
        }
        if (!nicknames.isFree(nickname)) {
            throw nicknameTaken();
        }
    }

    /**
     * Stores a new account with a password.
     *
     * @throws ChatsException {@code conflict} if the email or the nickname was taken in the meantime
     */
    @Transactional
    public User register(String email, String nickname, String passwordHash) {
        if (!nicknames.claim(nickname)) {
            throw nicknameTaken();
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

    /**
     * Checks, before a password is hashed, that a user may take this nickname.
     *
     * @throws ChatsException {@code conflict}
     */
    @Transactional
    public void requireFree(long userId, String nickname) {
        if (!nicknames.isFree(nickname, userId)) {
            throw nicknameTaken();
        }
    }

    /**
     * Reserves a nickname for a user until the transaction ends; waits for others who want a similar one.
     *
     * @throws ChatsException {@code conflict}
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void claim(long userId, String nickname) {
        if (!nicknames.claim(nickname, userId)) {
            throw nicknameTaken();
        }
    }

    /**
     * Gives a user the nickname that was {@linkplain #claim claimed} for him. From here to the commit nobody stores a message
     * of his, since the nickname has a unique index: so only reads follow in a transaction.
     *
     * @return whether he had another one
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean rename(long userId, String nickname) {
        try {
            return entities.createNativeQuery(RENAME)
                            .setParameter(1, userId)
                            .setParameter(2, nickname)
                            .setParameter(3, Nicknames.array(NameSkeleton.of(nickname)))
                            .executeUpdate()
                    > 0;
        } catch (PersistenceException e) {
            if (DatabaseErrors.alreadyThere(e)) {
                throw nicknameTaken();
            }
            throw e;
        }
    }

    /**
     * Stores another hash, of the same password or of a new one, in place of the one that was checked.
     *
     * @return whether that was still stored
     */
    @Transactional
    public boolean replacePassword(long userId, String oldHash, String newHash) {
        return entities.createNativeQuery(REPLACE_PASSWORD)
                        .setParameter(1, userId)
                        .setParameter(2, oldHash)
                        .setParameter(3, newHash)
                        .executeUpdate()
                > 0;
    }

    private static ChatsException nicknameTaken() {
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
