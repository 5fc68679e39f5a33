package chats.schema;

import chats.database.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import javax.sql.DataSource;

/**
 * The container's data source for migrations. The container creates it at its first use, not at the start of the
 * application.
 */
@ApplicationScoped
class Database {
    @Inject
    @Pool(Pool.Of.SCHEMA)
    private DataSource dataSource;

    String migrate() {
        return new Migrations(dataSource).run();
    }
}
