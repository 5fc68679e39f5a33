package chats.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** People with accounts of their own in rooms of equal size, made over REST before the load begins. */
final class Crowd {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Account(long id, String token, List<Long> chatIds, Set<Long> companions) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final List<Account> accounts = new ArrayList<>();

    /** Each of these users is in one room of so many members. */
    Crowd(String url, int users, int members) {
        this(url, users, members, 1, 0);
    }

    /**
     * @param roomsEach how many rooms each of the users is in, with other people in each
     * @param history how many messages each room has from the beginning
     */
    Crowd(String url, int users, int members, int roomsEach, int history) {
        this.url = url;
        for (int i = 0; i < users; i++) {
            accounts.add(register());
        }
        List<Account> order = new ArrayList<>(accounts);
        for (int round = 0; round < roomsEach; round++) {
            for (int first = 0; first < users; first += members) {
                open(order.subList(first, Math.min(users, first + members)), history);
            }
            Collections.shuffle(order, new Random(round));
        }
    }

    List<Person> people() {
        return accounts.stream()
                .map(account ->
                        new Person(account.token, List.copyOf(account.chatIds), List.copyOf(account.companions)))
                .toList();
    }

    private Account register() {
        String name = "load-" + UUID.randomUUID().toString().substring(0, 18);
        JsonNode answer = post(
                "/auth/register",
                "",
                Map.of("email", name + "@example.org", "nickname", name, "password", UUID.randomUUID()));
        return new Account(
                answer.path("user").path("id").asLong(),
                answer.path("accessToken").asText(),
                new ArrayList<>(),
                new LinkedHashSet<>());
    }

    private void open(List<Account> members, int history) {
        List<Long> ids = members.stream().map(Account::id).toList();
        long chatId = post("/chats", members.get(0).token, Map.of("userIds", ids))
                .path("id")
                .asLong();
        for (Account member : members) {
            member.chatIds.add(chatId);
            ids.stream().filter(id -> id != member.id).forEach(member.companions::add);
        }
        for (int i = 0; i < history; i++) {
            post(
                    "/chats/" + chatId + "/messages",
                    members.get(i % members.size()).token,
                    Map.of("message", "Said before, " + i));
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
