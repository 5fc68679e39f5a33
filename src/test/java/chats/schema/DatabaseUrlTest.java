package chats.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

class DatabaseUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://127.0.0.1:5432/chats",
                "jdbc:postgresql://db.example.org/chats",
                "jdbc:postgresql://db.example.org/",
                "jdbc:postgresql://one:5432,two:5433/chats?targetServerType=primary",
                "jdbc:postgresql://[::1]:5432/chats?user=a&options=-c%20search_path=x/y",
                "jdbc:postgresql:///chats",
                "jdbc:postgresql:chats",
                "jdbc:postgresql:/",
                "postgres://user:password@host/chats",
                "jdbc:mysql://127.0.0.1/chats",
                "jdbc:postgresql://127.0.0.1:5432x/chats",
                "jdbc:postgresql://127.0.0.1:/chats",
                "jdbc:postgresql://user:password@host/chats",
                "jdbc:postgresql",
                "127.0.0.1:5432",
            })
    void isReadableIfTheDriverReadsIt(String url) {
        assertEquals(Driver.parseURL(url, null) != null, DatabaseUrl.isReadable(url));
    }
}
