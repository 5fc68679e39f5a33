package chats.live;

import chats.users.User;
import java.util.List;

/** A user's open socket for tests of other packages, and what it has heard. */
public record OpenSocket(Connection connection, List<String> heard) {
    public static OpenSocket of(long userId) {
        FakeSocket socket = new FakeSocket();
        return new OpenSocket(People.connection(socket, new User(userId, "user " + userId)), socket.heard);
    }

    /** The connection has ended. */
    public void ends() {
        connection.leave();
    }
}
