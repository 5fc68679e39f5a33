package chats.message;

import chats.users.User;

/**
 * Where a request comes from.
 *
 * @param socket the id of the socket it came by, which gets an acknowledgement instead of the event; {@value #NO_SOCKET} for REST
 */
public record RequestOrigin(User user, long socket) {
    public static final long NO_SOCKET = 0;

    public static RequestOrigin rest(User user) {
        return new RequestOrigin(user, NO_SOCKET);
    }
}
