package chats.changes;

import chats.message.MessagesService;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** The command {@code react}. */
@Dependent
class ReactCommand extends ChangeCommand<React> {
    @Inject
    ReactCommand(MessagesService messages) {
        super(messages, "react", React.class);
    }
}
