package chats.bus.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.IntegerListOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The two connections to Redis, one to speak and one to listen, from their opening until one of them breaks. */
final class Session implements AutoCloseable {
    private static final int CHANNELS_AT_ONCE = 500;

    /** Who listens; called by a thread of the client's, which must not wait. */
    interface Ear {
        void hear(String channel, String message);

        void subscribed(String channel);

        /** Something that was to be published may not have been. */
        void unsent(Throwable failure);
    }

    /** A message on a channel. */
    record Publication(String channel, String message) {}

    private final StatefulConnection<String, String> mouth;
    private final StatefulRedisPubSubConnection<String, String> ears;
    private final Ear ear;

    private Session(
            StatefulConnection<String, String> mouth, StatefulRedisPubSubConnection<String, String> ears, Ear ear) {
        this.mouth = mouth;
        this.ears = ears;
        this.ear = ear;
    }

    static Session of(
            StatefulConnection<String, String> mouth,
            Supplier<? extends StatefulRedisPubSubConnection<String, String>> ears,
            Ear ear) {
        try {
            Session session = new Session(mouth, ears.get(), ear);
            session.ears.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String message) {
                    ear.hear(channel, message);
                }

                @Override
                public void subscribed(String channel, long count) {
                    ear.subscribed(channel);
                }
            });
            return session;
        } catch (RuntimeException e) {
            mouth.closeAsync();
            throw e;
        }
    }

    boolean isOpen() {
        return mouth.isOpen() && ears.isOpen();
    }

    /** All of them in one write; does not wait. */
    void publish(List<Publication> publications) {
        List<AsyncCommand<String, String, Long>> commands = new ArrayList<>(publications.size());
        for (Publication publication : publications) {
            AsyncCommand<String, String, Long> command = new AsyncCommand<>(new Command<>(
                    CommandType.PUBLISH,
                    new IntegerOutput<>(StringCodec.UTF8),
                    new CommandArgs<>(StringCodec.UTF8)
                            .addKey(publication.channel())
                            .addValue(publication.message())));
            command.onComplete((receivers, failure) -> {
                if (failure != null) {
                    ear.unsent(failure);
                }
            });
            commands.add(command);
        }
        mouth.dispatch(commands);
    }

    /** Runs a script; done when its numbers are there, or with what went wrong. */
    CompletableFuture<List<Long>> run(String lua, String key, Object... arguments) {
        CommandArgs<String, String> args =
                new CommandArgs<>(StringCodec.UTF8).add(lua).add(1).addKey(key);
        for (Object argument : arguments) {
            args.add(argument.toString());
        }
        AsyncCommand<String, String, List<Long>> command =
                new AsyncCommand<>(new Command<>(CommandType.EVAL, new IntegerListOutput<>(StringCodec.UTF8), args));
        mouth.dispatch(command);
        return command;
    }

    void subscribe(Collection<String> channels) {
        inParts(channels, part -> ears.async().subscribe(part));
    }

    void unsubscribe(Collection<String> channels) {
        inParts(channels, part -> ears.async().unsubscribe(part));
    }

    @Override
    public void close() {
        mouth.closeAsync();
        ears.closeAsync();
    }

    private interface Part {
        void of(String... channels);
    }

    private static void inParts(Collection<String> channels, Part each) {
        List<String> all = List.copyOf(channels);
        for (int from = 0; from < all.size(); from += CHANNELS_AT_ONCE) {
            each.of(all.subList(from, Math.min(all.size(), from + CHANNELS_AT_ONCE))
                    .toArray(String[]::new));
        }
    }
}
