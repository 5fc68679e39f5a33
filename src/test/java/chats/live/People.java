package chats.live;

import chats.auth.Caller;
import chats.commands.RequestOrigin;
import chats.message.Message;
import chats.message.Pair;
import chats.message.StoredMessage;
import chats.users.User;
import java.time.Instant;
import java.util.Optional;

/** Two users and their messages. The JSON of a message is its seq, so that a test can read what was received. */
final class People {
    static final User ALICE = new User(1, "alice");
    static final User BOB = new User(2, "bob");
    static final Pair PAIR = Pair.of(ALICE.id(), BOB.id());
    static final long CHAT = 7;
    static final long DIRECT = 9;

    private People() {}

    static Connection connection(FakeSocket socket, User user) {
        return new Connection(socket, new Caller(user, Optional.empty(), Instant.MAX), "127.0.0.1");
    }

    static StoredMessage message(long seq) {
        return message(seq, RequestOrigin.rest(ALICE));
    }

    static StoredMessage message(long seq, RequestOrigin origin) {
        return stored(CHAT, null, seq, origin);
    }

    static StoredMessage whisper(long seq) {
        return whisper(seq, RequestOrigin.rest(ALICE));
    }

    static StoredMessage whisper(long seq, RequestOrigin origin) {
        return stored(DIRECT, PAIR, seq, origin);
    }

    private static StoredMessage stored(long chatId, Pair pair, long seq, RequestOrigin origin) {
        Message view = new Message(seq, chatId, seq, origin.user(), "hi", null, Instant.EPOCH);
        return new StoredMessage(view, pair, origin, Long.toString(seq));
    }
}
