package chats.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import javax.sql.DataSource;

/** Makes the pools injectable. The container creates each one at its first use, not at the start of the application. */
@ApplicationScoped
class Pools {
    private final DatabaseCredentials credentials = DatabaseCredentials.fromSettings();

    @Resource(lookup = "jdbc/chats", shareable = false)
    private DataSource chats;

    @Resource(lookup = "jdbc/chats")
    private DataSource chatsOfTheTransaction;

    @Resource(lookup = "jdbc/messages", shareable = false)
    private DataSource messages;

    // not shareable, because each connection of the migrations holds its own locks
    @Resource(lookup = "jdbc/schema", shareable = false)
    private DataSource schema;

    @Produces
    @Pool(Pool.Of.CHATS)
    DataSource chats() {
        return new AuthenticatedDataSource(chats, credentials);
    }

    @Produces
    @Pool(Pool.Of.CHATS_OF_THE_TRANSACTION)
    DataSource chatsOfTheTransaction() {
        return new AuthenticatedDataSource(chatsOfTheTransaction, credentials);
    }

    @Produces
    @Pool(Pool.Of.MESSAGES)
    DataSource messages() {
        return new AuthenticatedDataSource(messages, credentials);
    }

    @Produces
    @Pool(Pool.Of.SCHEMA)
    DataSource schema() {
        return new AuthenticatedDataSource(schema, credentials);
    }
}
