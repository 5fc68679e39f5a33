package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Metrics;
import chats.client.Rest;
import chats.run.Patience;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Another program gives somebody a nickname in the database, while he and others have sockets at nodes. What one node gives, and
 * tells the other one, is in {@link chats.auth.SeveralNodesIT}: here people come from an outside provider.
 */
@ExtendWith(Nodes.Shared.class)
@ResourceLock(Nodes.LOCK)
@Order(3)
class RenamesOnNodesIT {
    private final List<Transport> opened = new ArrayList<>();
    private final String nickname = Rest.newName();
    private Nodes nodes;
    private RunningServer a;
    private RunningServer b;
    private Person alice;
    private Device atB;
    private Device bob;
    private ChatRoom chat;

    @BeforeEach
    void talk(Nodes shared) {
        nodes = shared;
        a = nodes.servers().get(0);
        b = nodes.servers().get(1);
        alice = Story.person("alice", a, nodes.provider());
        atB = online(alice, b);
        bob = online(Story.person("bob", b, nodes.provider()), b);
        chat = alice.opensChatWith(bob.owner());
        atB.enters(chat);
        bob.enters(chat);
        atB.sends("before").to(chat);
        bob.hears("before");
        // what is cached there is read before
        bob.owner().looksAt(chat);
    }

    @AfterEach
    void hangUp() {
        opened.forEach(Transport::close);
    }

    @Test
    void theyFindItInTheDatabaseAlsoWhileRedisIsAway() throws Exception {
        nodes.redis().kill();
        try {
            rename();
            Patience.until(
                    "the open socket carries it",
                    () -> author(says(atB, "after")).equals(nickname));
            assertEquals(
                    nickname, bob.owner().looksAt(chat).at("/users/0/nickname").asText());
            assertEquals(
                    nickname, Story.person(b, alice.subject(), alice.token()).nickname());
        } finally {
            nodes.redis().launch();
        }
        for (RunningServer node : nodes.servers()) {
            Patience.until(
                    "the nodes hear each other again",
                    () -> Math.round(Metrics.of(node).value("chats_nodes_degraded")) == 0);
        }
    }

    /** What was acknowledged, whoever its author is. */
    private JsonNode says(Device device, String text) {
        return device.asks("send_message", chat.message(text)).granted();
    }

    private void rename() throws SQLException {
        try (Connection connection = nodes.site().postgres().connect();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE users_model SET nickname = ? WHERE id = ?")) {
            update.setString(1, nickname);
            update.setInt(2, (int) alice.id());
            update.executeUpdate();
        }
    }

    private static String author(JsonNode message) {
        return message.at("/author/nickname").asText();
    }

    private Device online(Person person, RunningServer node) {
        Inbox inbox = new Inbox();
        Transport transport = new PlainDoor().open(node, person.token(), inbox);
        opened.add(transport);
        return new Device(person, inbox, transport);
    }
}
