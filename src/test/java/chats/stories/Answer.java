package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.List;

/** What REST answered. */
record Answer(int status, HttpHeaders headers, String text) {
    JsonNode body() {
        return Trees.parse(text);
    }

    JsonNode ok() {
        assertEquals(200, status, text);
        return body();
    }

    JsonNode created() {
        assertEquals(201, status, text);
        return body();
    }

    /** Refused with this code of the contract, its status, and a problem document. */
    JsonNode isRefused(String code) {
        JsonNode problem = isProblem(Shapes.status(code));
        assertEquals(code, problem.get("code").asText(), text);
        return problem;
    }

    /** Refused with one of these codes, where the contract leaves the choice. */
    void isRefusedWithOneOf(String... codes) {
        String code = isProblem(status).get("code").asText();
        assertTrue(List.of(codes).contains(code), text);
        assertEquals(Shapes.status(code), status);
    }

    /** A problem document with this status. */
    JsonNode isProblem(int expected) {
        assertEquals(expected, status, text);
        assertTrue(
                headers.firstValue("Content-Type").orElse("").startsWith("application/problem+json"),
                () -> "headers: " + headers.map());
        Shapes.problem(body(), expected);
        return body();
    }
}
