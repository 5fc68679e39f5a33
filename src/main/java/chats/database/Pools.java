package chats.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import javax.sql.DataSource;

/** Makes the pools injectable. The server makes one when it is first asked for a connection, not when the application starts. */
@ApplicationScoped
class Pools {
    private final DatabaseCredentials login = DatabaseCredentials.fromSettings();

    @Resource(lookup = "jdbc/chats", shareable = false)
    private DataSource chats;

    @Resource(lookup = "jdbc/chats")
    private DataSource chatsOfTheTransaction;

    @Resource(lookup = "jdbc/messages", shareable = false)
    private DataSource messages;

    // each of the migration's connections must be one of its own, for its locks
    @Resource(lookup = "jdbc/schema", shareable = false)
    private DataSource schema;

    @Produces
    @Pool(Pool.Of.CHATS)
    DataSource chats() {
        return new AuthenticatedDataSource(chats, login);
    }

    @Produces
    @Pool(Pool.Of.CHATS_OF_THE_TRANSACTION)
    DataSource chatsOfTheTransaction() {
        return new AuthenticatedDataSource(chatsOfTheTransaction, login);
    }

    @Produces
    @Pool(Pool.Of.MESSAGES)
    DataSource messages() {
        return new AuthenticatedDataSource(messages, login);
    }

    @Produces
    @Pool(Pool.Of.SCHEMA)
    DataSource schema() {
        return new AuthenticatedDataSource(schema, login);
    }
}
