package chats.commands;

/**
 * A command that clients send over sockets. Each feature declares its own as {@code @Dependent} beans;
 * {@link CommandDispatcher} finds them. {@code asyncapi.yaml} documents each under its name.
 *
 * @param <R> the record of its data, with the constraints that are checked before {@link #run}
 */
public interface Command<R> {
    /** The name of the event by which clients send it; unique. */
    String name();

    Class<R> request();

    /**
     * Whether it has a rate of its own. A command that has one takes one of the user's calls only if it is refused at once.
     * All others take a call before their data is read.
     */
    default boolean hasOwnRate() {
        return false;
    }

    /**
     * Runs the command; may wait for the database. It answers, at once or later, or throws.
     *
     * @throws chats.errors.ChatsException why it is refused
     */
    void run(Sender from, R request, Answer answer);
}
