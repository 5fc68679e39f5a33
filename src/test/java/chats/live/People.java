package chats.live;

import chats.auth.Caller;
import chats.commands.RequestOrigin;
import chats.message.Message;
import chats.message.StoredMessage.MessageSent;
import chats.message.StoredMessage.WhisperSent;
import chats.message.Whisper;
import chats.users.User;
import java.time.Instant;
import java.util.Optional;

/** Two users and their messages. The JSON of a message is its seq, so that a test can read what was received. */
final class People {
    static final User ALICE = new User(1, "alice");
    static final User BOB = new User(2, "bob");
    static final long CHAT = 7;

    private People() {}

    static Connection connection(FakeSocket socket, User user) {
        return new Connection(socket, new Caller(user, Optional.empty(), Instant.MAX), "127.0.0.1");
    }

    static MessageSent message(long seq) {
        return message(seq, RequestOrigin.rest(ALICE));
    }

    static MessageSent message(long seq, RequestOrigin origin) {
        Message view = new Message(seq, CHAT, seq, origin.user(), "hi", null, Instant.EPOCH);
        return new MessageSent(view, origin, Long.toString(seq));
    }

    static WhisperSent whisper(long seq, RequestOrigin origin) {
        Whisper view = new Whisper(seq, seq, origin.user().id(), BOB.id(), origin.user(), "hi", null, Instant.EPOCH);
        return new WhisperSent(view, origin, Long.toString(seq));
    }
}
