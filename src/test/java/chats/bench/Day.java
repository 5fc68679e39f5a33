package chats.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All there is to do in Chats, once each. */
final class Day {
    private Day() {}

    /** @param time counts the days, each of which is another chat's and other people's */
    static void of(Client somebody, int time) {
        JsonNode chats = somebody.get("/chats?limit=20");
        somebody.get("/chats?page=3");
        long chat = chats.path("data").get(time).path("id").asLong();
        somebody.get("/chats/" + chat);
        somebody.get("/chats/" + chat + "/messages");
        somebody.get("/chats/" + chat + "/messages?before=9&limit=5");
        somebody.get("/chats/" + chat + "/messages?after=2&limit=5");
        somebody.post("/chats/" + chat + "/messages", Map.of("message", "hi", "clientMessageId", "hi-" + time));
        somebody.post("/chats/" + chat + "/messages", Map.of("message", "hi", "clientMessageId", "hi-" + time));
        somebody.post("/chats", Map.of("userIds", List.of(2L, 3L, 4000L + time), "clientChatId", "chat-" + time));
        long other = somebody.get("/whispers?limit=20")
                .path("data")
                .get(time)
                .path("user")
                .path("id")
                .asLong();
        somebody.get("/whispers?page=2");
        somebody.get("/whispers?with=" + other);
        somebody.get("/whispers?with=" + other + "&after=1");
        somebody.post("/whispers", Map.of("whisperTargetId", other, "message", "psst", "clientMessageId", "p-" + time));
        somebody.post("/whispers", Map.of("whisperTargetId", 3000 + time, "message", "psst"));
        long seq = somebody.post("/chats/" + chat + "/messages", Map.of("message", "ho"))
                .path("seq")
                .asLong();
        somebody.get("/chats/" + chat + "/messages/" + seq);
        somebody.get("/chats/" + chat + "/changes?after=1&limit=20");
        somebody.get("/chats?kind=direct&limit=20");
        somebody.get("/chats?kind=all&limit=20");
        somebody.get("/users/me");
        somebody.get("/users?query=alice-1" + time);
        somebody.get("/users?query=ice-1" + time);
        somebody.get("/users?query=" + (char) ('a' + time) + "z");
        somebody.get("/users");
        for (String list : List.of("/users", "/chats", "/whispers")) {
            somebody.get(list + "?page=100&limit=100");
            somebody.get(list + "?page=2000&limit=100");
        }
        Map<String, Object> events = new LinkedHashMap<>();
        List<Long> ids = new ArrayList<>();
        chats.path("data").forEach(each -> ids.add(each.path("id").asLong()));
        events.put("enter_chat", Map.of("chatIds", ids, "after", Map.of(Long.toString(chat), 1)));
        events.put("send_message", Map.of("chatId", chat, "message", "hi"));
        events.put("edit_message", Map.of("chatId", chat, "seq", seq, "message", "hey", "clientChangeId", "e-" + time));
        events.put("react", Map.of("chatId", chat, "seq", seq, "emoji", "\uD83D\uDC4D", "on", true));
        events.put("delete_message", Map.of("chatId", chat, "seq", seq));
        events.put("sync_whispers", Map.of("after", Map.of(Long.toString(other), 1)));
        somebody.tell(events);
        Map<String, Long> one = Map.of(Long.toString(chat), 1L);
        somebody.tell(
                Map.of("enter_chat", Map.of("chatIds", List.of(chat), "after", one, "afterRev", one)), "replayed");
        somebody.refresh();
        somebody.post("/auth/logout", Map.of());
    }
}
