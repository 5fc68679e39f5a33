package chats.reading;

import chats.commands.Answer;
import chats.commands.Command;
import chats.commands.Refusal;
import chats.commands.Sender;
import chats.json.Json;
import chats.limits.RateLimits;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** The command {@code read}. It is answered once the mark is stored, which may take a second. */
@Dependent
class ReadCommand implements Command<Read> {
    private final Reading reading;
    private final RateLimits limits;

    @Inject
    ReadCommand(Reading reading, RateLimits limits) {
        this.reading = reading;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "read";
    }

    @Override
    public Class<Read> request() {
        return Read.class;
    }

    @Override
    public boolean hasOwnRate() {
        return true;
    }

    @Override
    public void run(Sender from, Read request, Answer answer) {
        limits.admitReading(from.userId());
        reading.read(from.origin(), request.chatId(), request.seq()).whenComplete((mark, failure) -> {
            if (failure == null) {
                answer.acknowledge(Json.write(mark));
            } else {
                answer.refuse(Refusal.of(failure));
            }
        });
    }
}
