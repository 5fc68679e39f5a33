package chats.schema;

import javax.sql.DataSource;

/** The tables as this version of Chats makes them, for programs that come before its first start. */
public final class Tables {
    private Tables() {}

    public static void bringUpToDate(DataSource database) {
        new Migrations(database).run();
    }
}
