package chats.live;

import chats.commands.RequestOrigin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.function.LongPredicate;

/** The sockets on this node, and the users they belong to, for features that tell of what matters only at its moment. No method waits. */
@ApplicationScoped
public class Audience {
    private final Connections connections;
    private final Rooms rooms;

    @Inject
    public Audience(Connections connections, Rooms rooms) {
        this.connections = connections;
        this.rooms = rooms;
    }

    /** Sets who hears of sockets that open and close; called once, at the start. */
    public void follow(ConnectionListener follower) {
        connections.follow(follower);
    }

    /** Whether the user has a socket on this node. */
    public boolean isHere(long userId) {
        return !connections.of(userId).isEmpty();
    }

    /**
     * Tells those that have entered the chat.
     *
     * @param except the id of a socket that is not told, or {@link RequestOrigin#NO_SOCKET}
     */
    public void tellChat(long chatId, DroppableEvent event, long except) {
        tellChat(chatId, event, except, user -> true);
    }

    /**
     * The same, for some users alone.
     *
     * @param isTold whether a user is
     */
    public void tellChat(long chatId, DroppableEvent event, long except, LongPredicate isTold) {
        Room room = rooms.find(chatId);
        if (room != null) {
            for (Listener listener : room.listeners()) {
                Connection connection = listener.connection();
                if (connection.id() != except && isTold.test(connection.userId())) {
                    listener.tell(event);
                }
            }
        }
    }

    /** Tells those that have entered the chat, but for the sockets of this user. */
    public void tellOthers(long chatId, DroppableEvent event, long userId) {
        Room room = rooms.find(chatId);
        if (room != null) {
            for (Listener listener : room.listeners()) {
                if (listener.connection().userId() != userId) {
                    listener.tell(event);
                }
            }
        }
    }

    /** Tells those of the user's sockets that have not entered the chat. */
    public void tellOutside(long userId, long chatId, DroppableEvent event) {
        for (Connection connection : connections.of(userId)) {
            if (!connection.entered().containsKey(chatId)) {
                connection.socket().emit(event);
            }
        }
    }

    /** Tells a member's sockets, but for these. One that has entered the chat hears nothing of it once its user was removed there. */
    public void tellMember(long userId, long chatId, DroppableEvent event, Set<Long> except) {
        for (Connection connection : connections.of(userId)) {
            if (!except.contains(connection.id())) {
                Listener listener = connection.entered().get(chatId);
                if (listener == null) {
                    connection.socket().emit(event);
                } else {
                    listener.tell(event);
                }
            }
        }
    }

    /** Tells the user's sockets, but for these. */
    public void tellUser(long userId, DroppableEvent event, Set<Long> except) {
        for (Connection connection : connections.of(userId)) {
            if (!except.contains(connection.id())) {
                connection.socket().emit(event);
            }
        }
    }

    /**
     * Tells the user's sockets.
     *
     * @param except the id of a socket that is not told, or {@link RequestOrigin#NO_SOCKET}
     */
    public void tellUser(long userId, DroppableEvent event, long except) {
        for (Connection connection : connections.of(userId)) {
            if (connection.id() != except) {
                connection.socket().emit(event);
            }
        }
    }
}
