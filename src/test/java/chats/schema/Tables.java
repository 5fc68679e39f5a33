package chats.schema;

import javax.sql.DataSource;

/** Creates the tables of this version of Chats, for programs that run before its first start. */
public final class Tables {
    private Tables() {}

    public static void bringUpToDate(DataSource database) {
        new Migrations(database).run();
    }
}
