package chats.commands;

import chats.users.User;

/**
 * Who sent a request, and by which socket.
 *
 * @param socket the id of the socket; it gets an acknowledgement and not the event. {@value #NO_SOCKET} for REST
 */
public record RequestOrigin(User user, long socket) {
    public static final long NO_SOCKET = 0;

    public static RequestOrigin rest(User user) {
        return new RequestOrigin(user, NO_SOCKET);
    }
}
