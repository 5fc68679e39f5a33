package chats.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/chats/1/messages",
                "/auth/login/",
                "/openapi/ui/",
                "/assets/0123456789abcdef01234567/main.js",
                "/chats/1/messages/2/reactions/%F0%9F%91%8D",
                "/admin/users/local:a.b@example.org",
                "/admin/users/auth0%7Cx",
                "/admin/users/a%20b%3Bc%25d",
                "/.well-known/x",
                "/a..b/c."
            })
    void whatMeansOnePathIsTaken(String path) {
        assertEquals(Optional.empty(), RequestPath.problem(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "*",
                "http://host/",
                "//",
                "//chats",
                "/chats//1",
                "/.",
                "/..",
                "/./chats",
                "/x/..",
                "/x/../chats",
                "/x/..;/chats",
                "/auth;x/register",
                "/auth/login;x",
                "/;",
                "/%2e/chats",
                "/x/%2E%2e/chats",
                "/.%2e/chats",
                "/auth%2flogin",
                "/auth%2Flogin",
                "/auth%5clogin",
                "/auth\\login",
                "/chats%00",
                "/chats%0a",
                "/chats%7f",
                "/chats%1F1",
                "/chats%",
                "/chats%2",
                "/chats%zz",
                "/chats%-1",
                "/chats#x",
                "/chats 1",
                "/chats\t",
                "/chats\u0000",
                "/chats\u007f",
                "/chats\u0085",
                "/ch\u00e4ts",
                "/%c0%afchats",
                "/%C3",
                "/%C2%85",
                "/%ED%A0%80"
            })
    void whatCouldMeanAnotherIsRefused(String path) {
        assertTrue(RequestPath.problem(path).isPresent());
        assertEquals(path, RequestPath.decoded(path));
    }

    @Test
    void isDecodedOnce() {
        assertEquals("/auth/register", RequestPath.decoded("/%61uth/%72egister"));
        assertEquals("/a%2fb", RequestPath.decoded("/a%252fb"));
        assertEquals("/\uD83D\uDC4D", RequestPath.decoded("/%F0%9F%91%8D"));
    }
}
