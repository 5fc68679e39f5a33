package chats.schema;

import chats.database.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import javax.sql.DataSource;

/** The server's data source for migrations. The server makes it when it is first asked for, not when the application starts. */
@ApplicationScoped
class Database {
    @Inject
    @Pool(Pool.Of.SCHEMA)
    private DataSource dataSource;

    String migrate() {
        return new Migrations(dataSource).run();
    }
}
