package chats.chat;

import chats.commands.Sender;
import chats.message.WriteCommand;
import chats.writer.WriteResult;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** The command {@code update_chat}. */
@Dependent
class UpdateChatCommand extends WriteCommand<UpdateChat> {
    private final ChatUpdates updates;

    @Inject
    UpdateChatCommand(ChatUpdates updates) {
        super("update_chat", UpdateChat.class);
        this.updates = updates;
    }

    @Override
    protected CompletionStage<WriteResult> write(Sender from, UpdateChat data) {
        return updates.update(from.origin(), data, data.named());
    }
}
