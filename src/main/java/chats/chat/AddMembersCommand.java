package chats.chat;

import chats.commands.Sender;
import chats.message.WriteCommand;
import chats.writer.WriteResult;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** The command {@code add_members}. */
@Dependent
class AddMembersCommand extends WriteCommand<AddMembers> {
    private final ChatUpdates updates;

    @Inject
    AddMembersCommand(ChatUpdates updates) {
        super("add_members", AddMembers.class);
        this.updates = updates;
    }

    @Override
    protected CompletionStage<WriteResult> write(Sender from, AddMembers data) {
        return updates.add(from.origin(), data);
    }
}
