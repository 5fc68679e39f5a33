package chats.commands;

import chats.errors.ChatsException;
import chats.errors.DatabaseErrors;
import chats.errors.DrainState;
import chats.errors.ErrorCode;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;

/** What a client is told when its command fails. */
public final class Refusal {
    private static final System.Logger LOG = System.getLogger(Refusal.class.getName());

    private Refusal() {}

    /** The refusal for that failure. Logs what nobody expected. */
    public static ChatsException of(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ChatsException refusal) {
            return refusal;
        }
        if (DatabaseErrors.unavailable(cause)) {
            return new ChatsException(ErrorCode.UNAVAILABLE);
        }
        LOG.log(Level.ERROR, "A command failed", cause);
        return new ChatsException(DrainState.unexpected());
    }
}
