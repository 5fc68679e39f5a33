package chats.changes;

import chats.message.MessagesService;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** The command {@code edit_message}. */
@Dependent
class EditMessageCommand extends ChangeCommand<EditMessage> {
    @Inject
    EditMessageCommand(MessagesService messages) {
        super(messages, "edit_message", EditMessage.class);
    }
}
