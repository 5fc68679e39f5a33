package chats.users;

import chats.schema.TestDatabase;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.Optional;

/** What tests of other packages need of users: renames on a real database or none, and somebody's account. */
public final class Renaming {
    private Renaming() {}

    /** Nobody else keeps a nickname. */
    public static Renames on(TestDatabase database) {
        return new Renames(new RenameTable(database.dataSource()), new UsersService(null), unheard());
    }

    /** Its database is away. */
    public static Renames failing() {
        return new Renames(new RenameTable(null), null, null);
    }

    /** Finds this account, whoever is asked for. */
    public static Accounts accounts(Account known) {
        return new Accounts(null) {
            @Override
            public Optional<Account> find(long id) {
                return Optional.of(known);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static Event<NicknameLearned> unheard() {
        return (Event<NicknameLearned>) Proxy.newProxyInstance(
                Renaming.class.getClassLoader(), new Class<?>[] {Event.class}, (event, method, arguments) -> null);
    }
}
