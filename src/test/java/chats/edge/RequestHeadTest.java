package chats.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {
    private static final String LINE = "POST /chats?a=%20&b HTTP/1.1\r\n";
    private static final String HOST = "Host: chats.example\r\n";

    @Test
    void isReadFromItsBytes() {
        RequestHead head = read(LINE + HOST + "Content-Length: 45\r\nX: a\tb \u00e4\r\n\r\n");

        assertEquals(new RequestHead("POST", "/chats", "a=%20&b", false, false), head);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.0\r\n\r\n",
                "GET / HTTP/1.0\r\nHost: localhost\r\n\r\n",
                "GET http://a:80/x HTTP/1.1\r\nHost: A:80\r\n\r\n",
                "GET / HTTP/1.1\r\nhost:[::1]:3000\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a_b-c.example\r\n\r\n",
                "GET /?q=\u00ec\u0095\u0088 HTTP/1.1\r\nHost: a\r\n\r\n",
                "PATCH /x HTTP/1.1\r\nHost: a\r\nContent-Length:\t0 \r\n\r\n",
                "get / HTTP/1.1\r\nHost: a\r\nX-Empty:\r\nMax-Forwards: 1\r\nMIME-Version: 1\r\nX-ClientMachine: m\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHTTP2-Settings: x\r\nX-B3-TraceId: x\r\nIF-MATCH: *\r\n\r\n"
            })
    void whatMeansOneThingIsTaken(String head) {
        read(head);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: +45",
                "Content-Length: 45,45",
                "Content-Length: 45, 45",
                "Content-Length: 0x2d",
                "Content-Length:",
                "Content-Length: -1",
                "Content-Length: 4 5",
                "Content-Length: 4\u00b2",
                "Content-Length: 18446744073709551661",
                "Content-Length: 45\r\nContent-Length: 45",
                "Content-Length: 45\r\ncontent-length: 0",
                "Content-Length : 45",
                "Content-Length\t: 45",
                "ContentMLength: 45",
                "contentMlength: 45",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding: \u000bchunked",
                "Transfer-Encoding: \u0085chunked",
                "Transfer-Encoding:",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Transfer-Encoding:\r\n chunked",
                "TransferMEncoding: chunked",
                "Transfer-%ncoding: chunked",
                "T%: trailers",
                "X-&orwarded-&or: 192.0.2.1",
                "XMForwardedMFor: 192.0.2.1",
                "X-ForwardedMFor: 192.0.2.1",
                "SecMWebSocketMKey: x",
                "X: a\rb",
                "X: a\nb",
                "X: a\r\n b",
                "X: a\u0000b",
                "X: a\u007fb",
                "X: a\u001bb",
                "X Y: a",
                " X: a",
                ": a",
                "X",
                "X\u00e4: a",
                "X(: a",
                "Host: chats.example",
                "Host: other.example"
            })
    void aHeaderThatCouldMeanTwoThingsIsRefused(String header) {
        assertRefused(LINE + HOST + header + "\r\n\r\n");
        assertRefused(LINE + header + "\r\n" + HOST + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET  / HTTP/1.1",
                " GET / HTTP/1.1",
                "GET / HTTP/1.1 ",
                "GET\t/\tHTTP/1.1",
                "GET /",
                "GET",
                "GET / HTTP/0.9",
                "GET / HTTP/1.2",
                "GET / HTTP/2.0",
                "GET / HTTP/1.01",
                "GET / http/1.1",
                "GET /a b HTTP/1.1",
                "G@T / HTTP/1.1",
                "GET /\r HTTP/1.1",
                "GET /a;b HTTP/1.1",
                "GET /a/../b HTTP/1.1",
                "GET /a%2fb HTTP/1.1",
                "GET /#a HTTP/1.1",
                "GET /?a#b HTTP/1.1",
                "GET /?a=% HTTP/1.1",
                "GET /?a=%zz HTTP/1.1",
                "GET /?\u0001 HTTP/1.1",
                "GET ?a HTTP/1.1",
                "GET * HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "GET a HTTP/1.1",
                "GET http://evil.example/ HTTP/1.1",
                "GET http://user@chats.example/ HTTP/1.1",
                "GET http://chats.example HTTP/1.1",
                "GET https://chats.example/ HTTP/1.1",
                "PRI * HTTP/2.0"
            })
    void aRequestLineThatCouldMeanTwoThingsIsRefused(String line) {
        assertRefused(line + "\r\n" + HOST + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "a:b", "a:999999", "[::1", "a@b", "a,b", "a\u00e4"})
    void aHostIsANameOrAnAddress(String host) {
        assertRefused(LINE + "Host: " + host + "\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\nHost: a\n\n",
                "GET / HTTP/1.1\r\nHost: a\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n\n",
                "GET / HTTP/1.1\r\nHost: a\r\n\r",
                "GET / HTTP/1.1\r\nHost: a\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "\rGET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "",
                "\r\n"
            })
    void linesEndWithBothOfTheirCharacters(String head) {
        assertRefused(head);
    }

    @Test
    void aRequestOfHttp11NamesItsHost() {
        assertRefused("GET / HTTP/1.1\r\n\r\n");
    }

    @Test
    void chunksAreOfHttp11() {
        assertTrue(read(LINE + HOST + "transfer-encoding: Chunked\r\n\r\n").chunked());
        assertRefused("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    @Test
    void nothingIsReadBehindChunksOrWhereTheClientEnds() {
        assertTrue(read(LINE + HOST + "Transfer-Encoding: chunked\r\n\r\n").isLast());
        assertTrue(read(LINE + HOST + "Connection: TE , Close\r\n\r\n").isLast());
        assertTrue(read(LINE + HOST + "Connection: keep-alive\r\nConnection: close\r\n\r\n")
                .isLast());
        assertFalse(read(LINE + HOST + "Connection: keep-alive, closed\r\n\r\n").isLast());
    }

    @Test
    void tracingIsNotDone() {
        ChatsException refusal = assertThrows(ChatsException.class, () -> read("TRACE / HTTP/1.1\r\n" + HOST + "\r\n"));

        assertEquals(ErrorCode.METHOD_NOT_ALLOWED, refusal.code());
    }

    @Test
    void aHeadIsNotAsLargeAsABody() {
        read(LINE + HOST + "X: " + "a".repeat(16_000) + "\r\n\r\n");
        String large = LINE + HOST + ("X: " + "a".repeat(16_000) + "\r\n").repeat(2) + "\r\n";
        ChatsException refusal = assertThrows(ChatsException.class, () -> read(large));

        assertEquals(ErrorCode.TOO_LARGE, refusal.code());
    }

    private static void assertRefused(String head) {
        ChatsException refusal = assertThrows(ChatsException.class, () -> read(head));
        assertEquals(ErrorCode.VALIDATION_FAILED, refusal.code());
    }

    private static RequestHead read(String head) {
        return RequestHead.read(head.getBytes(ISO_8859_1));
    }
}
