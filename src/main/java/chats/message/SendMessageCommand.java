package chats.message;

import chats.commands.Answer;
import chats.commands.Command;
import chats.commands.Refusal;
import chats.commands.Sender;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** The command {@code send_message}. The message is only queued; it is answered once it is stored. */
@Dependent
class SendMessageCommand implements Command<SendMessage> {
    private final MessagesService messages;

    @Inject
    SendMessageCommand(MessagesService messages) {
        this.messages = messages;
    }

    @Override
    public String name() {
        return "send_message";
    }

    @Override
    public Class<SendMessage> request() {
        return SendMessage.class;
    }

    @Override
    public boolean hasOwnRate() {
        return true;
    }

    @Override
    public void run(Sender from, SendMessage request, Answer answer) {
        messages.send(from.origin(), request).whenComplete((stored, failure) -> {
            if (failure == null) {
                answer.acknowledge(stored.sent().json());
            } else {
                answer.refuse(Refusal.of(failure));
            }
        });
    }
}
