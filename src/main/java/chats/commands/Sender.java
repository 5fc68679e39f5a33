package chats.commands;

/** The open socket that a command came by: outside of tests, a {@code Connection} of the hub. */
public interface Sender {
    long userId();

    RequestOrigin origin();

    /** Counts a command that was refused by the client's own fault; too many of them close the socket. */
    void refused();
}
