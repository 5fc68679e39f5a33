package chats.chat;

import chats.commands.Sender;
import chats.message.WriteCommand;
import chats.writer.WriteResult;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** The command {@code remove_members}. */
@Dependent
class RemoveMembersCommand extends WriteCommand<RemoveMembers> {
    private final ChatUpdates updates;

    @Inject
    RemoveMembersCommand(ChatUpdates updates) {
        super("remove_members", RemoveMembers.class);
        this.updates = updates;
    }

    @Override
    protected CompletionStage<WriteResult> write(Sender from, RemoveMembers data) {
        return updates.update(from.origin(), data, data.named());
    }
}
