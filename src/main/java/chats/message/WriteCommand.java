package chats.message;

import chats.commands.Answer;
import chats.commands.Command;
import chats.commands.Refusal;
import chats.commands.Sender;
import chats.writer.WriteResult;
import java.util.concurrent.CompletionStage;

/**
 * A command that sends or changes a message. {@link #run} only queues it; the command is answered, with the message as it is then,
 * once it is stored.
 *
 * @param <R> the record of its data
 */
public abstract class WriteCommand<R> implements Command<R> {
    private final String name;
    private final Class<R> request;

    protected WriteCommand(String name, Class<R> request) {
        this.name = name;
        this.request = request;
    }

    /** Queues what is to be stored. */
    protected abstract CompletionStage<WriteResult> write(Sender from, R data);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Class<R> request() {
        return request;
    }

    @Override
    public final void run(Sender from, R data, Answer answer) {
        write(from, data).whenComplete((stored, failure) -> {
            if (failure == null) {
                answer.acknowledge(stored.json());
            } else {
                answer.refuse(Refusal.of(failure));
            }
        });
    }
}
