package chats.presence;

import chats.database.ChangeTrail;
import chats.database.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import javax.sql.DataSource;

/** The table of those who were removed from chats, in which each stay that has ended is a row. */
@ApplicationScoped
class RemovalTable {
    private final DataSource database;

    @Inject
    RemovalTable(@Pool(Pool.Of.CHATS) DataSource database) {
        this.database = database;
    }

    /** Of those who were removed, by the clocks of the nodes. */
    ChangeTrail trail() {
        return new ChangeTrail(database, "former_members", "left_at", List.of("user_id", "chat_id", "left_rev"));
    }
}
