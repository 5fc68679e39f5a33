package chats.changes;

import chats.commands.Sender;
import chats.message.MessagesService;
import chats.message.WriteCommand;
import chats.writer.Change;
import chats.writer.WriteResult;
import java.util.concurrent.CompletionStage;

/** A command that changes a message. */
abstract class ChangeCommand<R extends Change> extends WriteCommand<R> {
    private final MessagesService messages;

    ChangeCommand(MessagesService messages, String name, Class<R> request) {
        super(name, request);
        this.messages = messages;
    }

    @Override
    protected CompletionStage<WriteResult> write(Sender from, R data) {
        return messages.change(from.origin(), data);
    }
}
