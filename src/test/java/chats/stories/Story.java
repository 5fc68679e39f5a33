package chats.stories;

import chats.client.Rest;
import chats.run.Patience;
import chats.run.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A test with people of its own, on the {@link Stage} that all of them share. */
@ExtendWith(Stage.Shared.class)
@ResourceLock(value = Stage.LOCK, mode = ResourceAccessMode.READ)
abstract class Story {
    private final List<Device> devices = new ArrayList<>();
    private Stage stage;
    private Optional<Nodes> nodes = Optional.empty();

    @BeforeEach
    void enterTheStage(Stage shared) {
        stage = shared;
    }

    @AfterEach
    void hangUp() {
        devices.forEach(device -> device.transport().close());
    }

    Stage stage() {
        return stage;
    }

    /** Plays on these, and not on the stage. */
    void playsOn(Nodes elsewhere) {
        nodes = Optional.of(elsewhere);
    }

    /** On nodes, the next one. */
    RunningServer server() {
        return nodes.map(Nodes::next).orElseGet(() -> stage().server());
    }

    IdentityProvider provider() {
        return nodes.map(Nodes::provider).orElseGet(() -> stage().provider());
    }

    /** The door that this story goes through where it does not say otherwise. */
    Door door() {
        return new PlainDoor();
    }

    /** Somebody new, over REST alone. */
    Person person(String name) {
        return person(name, server(), provider());
    }

    static Person person(String name, RunningServer server, IdentityProvider provider) {
        String subject = UUID.randomUUID().toString();
        return person(server, subject, provider.token(subject, name));
    }

    /** Who that is to the server. */
    static Person person(RunningServer server, String subject, String token) {
        Rest rest = Rest.stranger(server).documented().with(token);
        var me = rest.get("/users/me").ok();
        return new Person(me.get("id").asLong(), me.get("nickname").asText(), subject, token, rest);
    }

    /** Somebody new with a socket. */
    Device online(String name) {
        return online(person(name));
    }

    /** One more socket of this person's. */
    Device online(Person person) {
        return online(person, person.token());
    }

    Device online(Person person, String token) {
        Inbox inbox = new Inbox();
        Device device = new Device(person, inbox, door().open(server(), token, inbox));
        devices.add(device);
        return device;
    }

    Device another(Device device) {
        return online(device.owner());
    }

    /** Waits until the server has lost a person's only socket and returns the reason that it logged. */
    String whyTheSocketWasClosed(Person person) {
        Pattern line = Pattern.compile("socket_closed door=\\w+ user=" + person.id() + " .*reason=\"([^\"]*)\"");
        return Patience.await(
                () -> {
                    Matcher closed = line.matcher(server().log());
                    return closed.find() ? closed.group(1) : null;
                },
                "the socket of " + person.nickname() + " is closed");
    }

    /** Checks one case after the other; who fails is named. */
    static <T> void each(Iterable<T> cases, Consumer<T> check) {
        for (T each : cases) {
            try {
                check.accept(each);
            } catch (AssertionError e) {
                throw new AssertionError("With " + each + ": " + e.getMessage(), e);
            }
        }
    }

    /** Two new people can talk and the server calls itself ready. */
    void theServerStillServes() {
        Device witness = online("witness");
        Device friend = online("friend");
        ChatRoom chat = witness.opensChatWith(friend);
        friend.enters(chat);
        witness.sends("Are you there?").to(chat);
        friend.hears("Are you there?");
        Patience.until(
                "the server is ready",
                () -> Rest.stranger(server()).documented().get("/health/ready").status() == 200);
    }
}
