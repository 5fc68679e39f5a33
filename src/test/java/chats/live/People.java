package chats.live;

import chats.auth.Caller;
import chats.commands.RequestOrigin;
import chats.log.ChatEvent;
import chats.log.ChatLog;
import chats.log.Pair;
import chats.log.Position;
import chats.log.StoredChange;
import chats.log.StoredMessage;
import chats.users.User;
import java.time.Instant;
import java.util.List;
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

    /** A change of that message, which was the last one then; the JSON of the message is "r" and the rev. */
    static StoredChange change(long rev, long seq) {
        return change(rev, seq, seq);
    }

    /** A change of a message, which came when another one was the last. */
    static StoredChange change(long rev, long afterSeq, long target) {
        return new StoredChange(CHAT, null, afterSeq, rev, target, "r" + rev);
    }

    /** A message that was stored after a change. */
    static StoredMessage message(long seq, long rev) {
        return new StoredMessage(CHAT, null, seq, rev, RequestOrigin.NO_SOCKET, Long.toString(seq));
    }

    /** Behind a message, where nothing was changed. */
    static Position seq(long seq) {
        return new Position(seq, 0);
    }

    /** What was read of a chat, with nothing left. */
    static ChatLog.Part part(ChatEvent... events) {
        Position last = Position.START;
        for (ChatEvent event : events) {
            last = last.max(new Position(event.seq(), event.rev()));
        }
        return new ChatLog.Part(List.of(events), last, true);
    }

    private static StoredMessage stored(long chatId, Pair pair, long seq, RequestOrigin origin) {
        return new StoredMessage(chatId, pair, seq, 0, origin.socket(), Long.toString(seq));
    }
}
