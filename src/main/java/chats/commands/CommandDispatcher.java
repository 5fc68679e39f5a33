package chats.commands;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.json.RequestParser;
import chats.limits.RateLimits;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the commands that clients send over sockets. A transport calls it for one command of a socket at a time, so that
 * they take effect in their order.
 */
@ApplicationScoped
public class CommandDispatcher {
    private final Map<String, Command<?>> commands;
    private final RequestParser requests;
    private final RateLimits limits;

    @Inject
    CommandDispatcher(@Any Instance<Command<?>> commands, RequestParser requests, RateLimits limits) {
        this(commands.stream(), requests, limits);
    }

    CommandDispatcher(Stream<? extends Command<?>> commands, RequestParser requests, RateLimits limits) {
        this.commands = commands.collect(toUnmodifiableMap(Command::name, identity()));
        this.requests = requests;
        this.limits = limits;
    }

    /**
     * Runs a command; may wait for the database.
     *
     * @param event the command's name
     * @param data the command's data, or null if it has none
     */
    public void dispatch(Sender from, String event, JsonNode data, Answer answer) {
        Command<?> command = commands.get(event);
        boolean hasOwnRate = command != null && command.hasOwnRate();
        try {
            if (!hasOwnRate) {
                limits.admit(from.userId());
            }
            if (command == null) {
                throw new ChatsException(ErrorCode.UNKNOWN_EVENT);
            }
            run(command, from, data, answer);
        } catch (RuntimeException e) {
            ChatsException refusal = Refusal.of(e);
            refuse(from, hasOwnRate ? limitRefused(from, refusal) : refusal, answer);
        }
    }

    /** Refuses a frame that the transport could not read. It costs the same as any other command. */
    public void refuseUnreadable(Sender from, ChatsException unreadable, Answer answer) {
        refuse(from, limitRefused(from, unreadable), answer);
    }

    private <R> void run(Command<R> command, Sender from, JsonNode data, Answer answer) {
        command.run(from, requests.read(data, command.request()), answer);
    }

    private static void refuse(Sender from, ChatsException refusal, Answer answer) {
        answer.refuse(refusal);
        if (refusal.code().isTheClients()) {
            from.refused();
        }
    }

    /**
     * A refused command does not count against a rate of its own, but against that of other commands; so the answer may
     * become {@code rate_limited}.
     */
    private ChatsException limitRefused(Sender from, ChatsException refusal) {
        try {
            limits.admit(from.userId());
            return refusal;
        } catch (ChatsException limited) {
            return limited;
        }
    }
}
