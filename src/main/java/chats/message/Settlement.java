package chats.message;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Asks the database what became of a commit that it did not answer. PostgreSQL keeps the status of recent transactions for just
 * this (its manual, "Transaction ID and Snapshot Information Functions").
 */
@ApplicationScoped
class Settlement {
    @Resource(lookup = "jdbc/chats")
    private DataSource database;

    /**
     * What was stored after all; nothing if the transaction was rolled back.
     *
     * @throws SQLException the database is still away, or the transaction still under way
     */
    List<Sent> settle(InDoubt doubt) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT pg_xact_status(?::xid8)")) {
            select.setString(1, doubt.transaction());
            ResultSet row = select.executeQuery();
            row.next();
            String status = row.getString(1);
            if ("in progress".equals(status)) {
                throw new SQLException("the transaction is still in progress", "57000");
            }
            return "committed".equals(status) ? doubt.sent() : List.of();
        }
    }
}
