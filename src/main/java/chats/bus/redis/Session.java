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

/** Two connections to Redis, one for commands and one for Pub/Sub, from their opening until one of them breaks. */
final class Session implements AutoCloseable {
    private static final int CHANNELS_PER_COMMAND = 500;

    /** Called by threads of the Redis client; a call must not wait. */
    interface Listener {
        void message(String channel, String message);

        void subscribed(String channel);

        /** A message may not have been published. */
        void unsent(Throwable failure);
    }

    /** A message to be published on a channel. */
    record Publication(String channel, String message) {}

    private final StatefulConnection<String, String> publisher;
    private final StatefulRedisPubSubConnection<String, String> subscriber;
    private final Listener listener;

    private Session(
            StatefulConnection<String, String> publisher,
            StatefulRedisPubSubConnection<String, String> subscriber,
            Listener listener) {
        this.publisher = publisher;
        this.subscriber = subscriber;
        this.listener = listener;
    }

    static Session of(
            StatefulConnection<String, String> publisher,
            Supplier<? extends StatefulRedisPubSubConnection<String, String>> subscriber,
            Listener listener) {
        try {
            Session session = new Session(publisher, subscriber.get(), listener);
            session.subscriber.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String message) {
                    listener.message(channel, message);
                }

                @Override
                public void subscribed(String channel, long count) {
                    listener.subscribed(channel);
                }
            });
            return session;
        } catch (RuntimeException e) {
            publisher.closeAsync();
            throw e;
        }
    }

    boolean isOpen() {
        return publisher.isOpen() && subscriber.isOpen();
    }

    /** Publishes all of them in one write; does not wait. */
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
                    listener.unsent(failure);
                }
            });
            commands.add(command);
        }
        publisher.dispatch(commands);
    }

    /** Runs a script. The future completes with its result or fails; this method does not wait. */
    CompletableFuture<List<Long>> run(String lua, String key, Object... arguments) {
        CommandArgs<String, String> args =
                new CommandArgs<>(StringCodec.UTF8).add(lua).add(1).addKey(key);
        for (Object argument : arguments) {
            args.add(argument.toString());
        }
        AsyncCommand<String, String, List<Long>> command =
                new AsyncCommand<>(new Command<>(CommandType.EVAL, new IntegerListOutput<>(StringCodec.UTF8), args));
        publisher.dispatch(command);
        return command;
    }

    void subscribe(Collection<String> channels) {
        inChunks(channels, chunk -> subscriber.async().subscribe(chunk));
    }

    void unsubscribe(Collection<String> channels) {
        inChunks(channels, chunk -> subscriber.async().unsubscribe(chunk));
    }

    @Override
    public void close() {
        publisher.closeAsync();
        subscriber.closeAsync();
    }

    private interface ChunkCommand {
        void send(String... channels);
    }

    private static void inChunks(Collection<String> channels, ChunkCommand command) {
        List<String> all = List.copyOf(channels);
        for (int from = 0; from < all.size(); from += CHANNELS_PER_COMMAND) {
            command.send(all.subList(from, Math.min(all.size(), from + CHANNELS_PER_COMMAND))
                    .toArray(String[]::new));
        }
    }
}
