package chats.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** People with accounts of their own in rooms of equal size, made over REST before the load begins. */
final class Crowd {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final List<Map<String, Object>> people = new ArrayList<>();

    Crowd(String url, int users, int members) {
        this.url = url;
        List<JsonNode> room = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            room.add(register());
            if (room.size() == members || i == users - 1) {
                open(room);
                room.clear();
            }
        }
    }

    /** For each of them what Gatling needs: {@code token} and {@code chatId}. */
    List<Map<String, Object>> people() {
        return people;
    }

    private JsonNode register() {
        String name = "load-" + UUID.randomUUID().toString().substring(0, 18);
        return post(
                "/auth/register",
                "",
                Map.of("email", name + "@example.org", "nickname", name, "password", UUID.randomUUID()));
    }

    private void open(List<JsonNode> members) {
        List<Long> ids = members.stream()
                .map(member -> member.path("user").path("id").asLong())
                .toList();
        String creator = members.get(0).path("accessToken").asText();
        long chatId = post("/chats", creator, Map.of("userIds", ids)).path("id").asLong();
        for (JsonNode member : members) {
            people.add(Map.of("token", member.path("accessToken").asText(), "chatId", chatId));
        }
    }

    private JsonNode post(String path, String token, Map<String, ?> body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(java.net.URI.create(url + path))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IllegalStateException(path + " is answered " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("There is no Chats at " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
