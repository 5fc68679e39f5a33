package chats.chat;

import chats.commands.Answer;
import chats.commands.Command;
import chats.commands.Sender;
import chats.json.Json;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** The command {@code create_chat}. */
@Dependent
class CreateChatCommand implements Command<CreateChat> {
    private final ChatsService chats;

    @Inject
    CreateChatCommand(ChatsService chats) {
        this.chats = chats;
    }

    @Override
    public String name() {
        return "create_chat";
    }

    @Override
    public Class<CreateChat> request() {
        return CreateChat.class;
    }

    @Override
    public void run(Sender from, CreateChat request, Answer answer) {
        answer.acknowledge(Json.write(chats.createChat(from.origin(), request).chat()));
    }
}
