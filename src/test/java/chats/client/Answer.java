package chats.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What REST answered; {@code body} is the JSON in it, and JSON's null if there is none. */
public record Answer(int status, HttpHeaders headers, String text, JsonNode body) {
    static Answer of(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        boolean isJson = type.contains("json");
        String text = isJson ? strictly(response.body()) : new String(response.body(), StandardCharsets.UTF_8);
        JsonNode body = isJson ? Trees.parse(text) : NullNode.getInstance();
        return new Answer(response.statusCode(), response.headers(), text, body);
    }

    public boolean isGranted() {
        return status < 300;
    }

    public String code() {
        return body.path("code").asText();
    }

    public String accessToken() {
        return body.path("accessToken").asText();
    }

    public String refreshToken() {
        return body.path("refreshToken").asText();
    }

    /** Name and value of what is to be kept, as a browser sends it. */
    public String cookie() {
        return headers.firstValue("Set-Cookie").orElse("none").replaceFirst(";.*", "");
    }

    /** The body, for whoever does not test how it is refused. */
    public JsonNode granted() {
        if (!isGranted()) {
            throw new IllegalStateException("refused: " + status + " " + text);
        }
        return body;
    }

    public JsonNode ok() {
        return json(200);
    }

    public JsonNode created() {
        return json(201);
    }

    /** Refused with this code of the contract, its status, and a problem document. */
    public JsonNode isRefused(String code) {
        JsonNode problem = isProblem(Shapes.status(code));
        assertEquals(code, problem.get("code").asText(), text);
        return problem;
    }

    /** Refused with one of these codes, where the contract leaves the choice. */
    public void isRefusedWithOneOf(String... codes) {
        String code = isProblem(status).get("code").asText();
        assertTrue(List.of(codes).contains(code), text);
        assertEquals(Shapes.status(code), status);
    }

    /** A problem document with this status. */
    public JsonNode isProblem(int expected) {
        assertEquals(expected, status, text);
        assertTrue(
                headers.firstValue("Content-Type").orElse("").startsWith("application/problem+json"),
                () -> "headers: " + headers.map());
        Shapes.problem(body, expected);
        return body;
    }

    private JsonNode json(int expected) {
        assertEquals(expected, status, text);
        assertTrue(text.isEmpty() || !body.isNull(), () -> "headers: " + headers.map());
        return body;
    }

    private static String strictly(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("This is not UTF-8: " + new String(utf8, StandardCharsets.UTF_8), e);
        }
    }
}
