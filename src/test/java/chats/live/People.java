package chats.live;

import chats.auth.Caller;
import chats.commands.RequestOrigin;
import chats.log.ChatEvent;
import chats.log.ChatLog;
import chats.log.Membership;
import chats.log.Pair;
import chats.log.Position;
import chats.log.StoredChatChange;
import chats.log.StoredMessage;
import chats.log.StoredMessageChange;
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

    /** That somebody has been a member of a room from its beginning on. */
    static final Membership MEMBER = new Membership(null, Position.START, true, 0, 0);

    /** A change of that message, which was the last one then; the JSON of the message is "r" and the rev. */
    static StoredMessageChange change(long rev, long seq) {
        return change(rev, seq, seq);
    }

    /** A change of a message, which came when another one was the last. */
    static StoredMessageChange change(long rev, long afterSeq, long target) {
        return new StoredMessageChange(CHAT, null, afterSeq, rev, target, "r" + rev);
    }

    /** That a user was removed; its JSON is "removal" and the rev. */
    static StoredChatChange removal(long rev, long afterSeq, User user) {
        return new StoredChatChange(CHAT, afterSeq, rev, 0, List.of(), List.of(user.id()), "removal " + rev);
    }

    /** A change of the chat by which nobody was removed; its JSON is "summary" and the rev. */
    static StoredChatChange summary(long afterSeq, long rev) {
        return new StoredChatChange(CHAT, afterSeq, rev, 0, List.of(), List.of(), "summary " + rev);
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
