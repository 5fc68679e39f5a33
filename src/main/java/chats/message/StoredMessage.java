package chats.message;

import chats.bus.BusMessage;
import chats.bus.Channel;
import chats.commands.RequestOrigin;
import chats.json.Json;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A message or whisper that was stored and is to be delivered: the CDI event of this node's hub, and the message to
 * other nodes. Its JSON is written once, because it is sent many times.
 */
public sealed interface StoredMessage extends BusMessage {
    /** Counts 1, 2, 3 … within its chat or pair. */
    long seq();

    /** Who sent it; the sending socket gets an acknowledgement and not the event. */
    RequestOrigin origin();

    /** The message or whisper as clients see it. */
    String json();

    /** The record that {@link #json} shows. */
    Record view();

    /**
     * The same with no sending socket, so that every socket of the sender gets the event too. Used when the sender
     * could not be told that the message is stored.
     */
    StoredMessage forAll();

    /** A message to a chat. */
    record MessageSent(Message view, RequestOrigin origin, String json) implements StoredMessage {
        public static MessageSent of(Message message, RequestOrigin origin) {
            return new MessageSent(message, origin, Json.write(message));
        }

        @Override
        public long seq() {
            return view.seq();
        }

        @Override
        public Collection<Channel> channels() {
            return List.of(Channel.chat(view.chatId()));
        }

        @Override
        public String text() {
            return StoredMessageCodec.MESSAGE + json;
        }

        @Override
        public MessageSent forAll() {
            return new MessageSent(view, RequestOrigin.rest(origin.user()), json);
        }
    }

    /** A whisper to one user. */
    record WhisperSent(Whisper view, RequestOrigin origin, String json) implements StoredMessage {
        public static WhisperSent of(Whisper whisper, RequestOrigin origin) {
            return new WhisperSent(whisper, origin, Json.write(whisper));
        }

        @Override
        public long seq() {
            return view.seq();
        }

        @Override
        public Collection<Channel> channels() {
            return Stream.of(pair().low(), pair().high())
                    .distinct()
                    .map(Channel::user)
                    .toList();
        }

        @Override
        public String text() {
            return StoredMessageCodec.WHISPER + json;
        }

        @Override
        public WhisperSent forAll() {
            return new WhisperSent(view, RequestOrigin.rest(origin.user()), json);
        }

        public Pair pair() {
            return Pair.of(view.from(), view.whisperTargetId());
        }
    }
}
