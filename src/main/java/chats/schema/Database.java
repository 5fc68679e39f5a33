package chats.schema;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;

/** The server's data source for migrations. The server makes it when it is first asked for, not when the application starts. */
@ApplicationScoped
class Database {
    // each of the migration's connections must be one of its own, for its locks
    @Resource(lookup = "jdbc/schema", shareable = false)
    private DataSource dataSource;

    String migrate() {
        return new Migrations(dataSource).run();
    }
}
