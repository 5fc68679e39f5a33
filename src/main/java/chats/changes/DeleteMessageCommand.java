package chats.changes;

import chats.message.MessagesService;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** The command {@code delete_message}. */
@Dependent
class DeleteMessageCommand extends ChangeCommand<DeleteMessage> {
    @Inject
    DeleteMessageCommand(MessagesService messages) {
        super(messages, "delete_message", DeleteMessage.class);
    }
}
