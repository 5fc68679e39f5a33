package chats.message;

import chats.commands.Sender;
import chats.writer.WriteResult;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** The command {@code send_message}. */
@Dependent
class SendMessageCommand extends WriteCommand<SendMessage> {
    private final MessagesService messages;

    @Inject
    SendMessageCommand(MessagesService messages) {
        super("send_message", SendMessage.class);
        this.messages = messages;
    }

    @Override
    public boolean hasOwnRate() {
        return true;
    }

    @Override
    protected CompletionStage<WriteResult> write(Sender from, SendMessage data) {
        return messages.send(from.origin(), data);
    }
}
