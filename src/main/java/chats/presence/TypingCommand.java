package chats.presence;

import chats.commands.Answer;
import chats.commands.Command;
import chats.commands.Sender;
import chats.json.Json;
import chats.limits.RateLimits;
import chats.log.Pair;
import chats.message.ChatMembership;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** The command {@code typing}. */
@Dependent
class TypingCommand implements Command<Typing> {
    private final ChatMembership members;
    private final RateLimits limits;
    private final TypingEvents events;

    @Inject
    TypingCommand(ChatMembership members, RateLimits limits, TypingEvents events) {
        this.members = members;
        this.limits = limits;
        this.events = events;
    }

    @Override
    public String name() {
        return TypingEvents.TYPING;
    }

    @Override
    public Class<Typing> request() {
        return Typing.class;
    }

    @Override
    public boolean hasOwnRate() {
        return true;
    }

    @Override
    public void run(Sender from, Typing request, Answer answer) {
        long chatId = request.chatId();
        Pair direct = members.requireMember(chatId, from.userId()).pair();
        limits.admitTyping(from.userId());
        events.tell(from.origin(), chatId, direct);
        answer.acknowledge(Json.write(request));
    }
}
