package chats.users;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * The users of an outside identity provider, identified by issuer and subject. A user's id is cached for a while once the
 * transaction that found or created it has been committed: nobody is told of a user that others cannot find yet. His
 * nickname is cached by {@link UsersService} alone.
 */
@ApplicationScoped
public class ExternalUsers {
    /** A user's identity at the provider. */
    private record Identity(String issuer, String subject) {}

    private final Cache<Identity, Long> cache = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .executor(Runnable::run)
            .build();

    private final ExternalUserStore store;
    private final UsersService users;

    @Inject
    ExternalUsers(ExternalUserStore store, UsersService users) {
        this.store = store;
        this.users = users;
    }

    /**
     * The user of this identity, created if there is none. Waits for the database unless the user is cached.
     *
     * @param name the user's name at the provider. The nickname is made from it, with a number if this name or a
     *     similar one is taken
     */
    public User findOrCreate(String issuer, String subject, Optional<String> name) {
        Identity identity = new Identity(issuer, subject);
        Long known = cache.getIfPresent(identity);
        Optional<User> found = known == null ? Optional.empty() : users.find(known);
        if (found.isPresent()) {
            return found.get();
        }
        User user = store.findOrCreate(issuer, subject, name);
        cache.put(identity, user.id());
        // the next call of this user must not wait for the database
        return users.find(user.id()).orElse(user);
    }
}
