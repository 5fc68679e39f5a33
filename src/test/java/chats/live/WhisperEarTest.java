package chats.live;

import static chats.live.People.ALICE;
import static chats.live.People.BOB;
import static chats.live.People.whisper;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.commands.RequestOrigin;
import chats.message.Pair;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhisperEarTest {
    private static final Pair PAIR = Pair.of(ALICE.id(), BOB.id());
    private static final RequestOrigin REST = RequestOrigin.rest(ALICE);

    private final FakeSocket socket = new FakeSocket();
    private final WhisperEar ear = People.connection(socket, BOB).whispers();

    @Test
    void whatWasMissedComesBeforeWhatIsSentMeanwhile() {
        assertEquals(0, ear.holdBack(PAIR, 0, 2));
        hear(3);
        assertEquals(0, ear.catchUpFrom(PAIR));
        ear.catchUp(PAIR, List.of(whisper(1, REST), whisper(2, REST), whisper(3, REST)));
        assertEquals(-1, ear.catchUpFrom(PAIR));
        hear(4);
        assertEquals(List.of("1", "2", "3", "4"), socket.heard);
    }

    @Test
    void whatWasMissedComesThoughNothingIsSentMeanwhile() {
        assertEquals(1, ear.holdBack(PAIR, 1, 2));
        assertEquals(1, ear.catchUpFrom(PAIR));
        ear.catchUp(PAIR, List.of(whisper(2, REST)));
        assertEquals(-1, ear.catchUpFrom(PAIR));
        assertEquals(List.of("2"), socket.heard);
    }

    @Test
    void whatWasSentLiveIsNotReplayed() {
        hear(5);
        hear(6);
        assertEquals(4, ear.holdBack(PAIR, 2, 6), "3 and 4 are missing below 5");
        ear.replay(List.of(whisper(3, REST), whisper(4, REST)));
        hear(7);
        assertEquals(6, ear.catchUpFrom(PAIR));
        ear.catchUp(PAIR, List.of(whisper(7, REST)));
        assertEquals(-1, ear.catchUpFrom(PAIR));
        assertEquals(List.of("5", "6", "3", "4", "7"), socket.heard);
    }

    @Test
    void whatTheSocketDoesNotTakeIsGivenLater() {
        ear.holdBack(PAIR, 0, 3);
        socket.room = 4;
        assertEquals(2, ear.catchUp(PAIR, List.of(whisper(1, REST), whisper(2, REST), whisper(3, REST))));
        socket.heard.clear();
        hear(4);
        assertEquals(2, ear.catchUpFrom(PAIR));
        ear.catchUp(PAIR, List.of(whisper(3, REST), whisper(4, REST)));
        assertEquals(-1, ear.catchUpFrom(PAIR));
        assertEquals(List.of("3", "4"), socket.heard);
    }

    @Test
    void askingTwiceReplaysOnce() {
        ear.holdBack(PAIR, 0, 0);
        assertEquals(0, ear.holdBack(PAIR, 0, 0), "nothing is left for the second");
        assertEquals(-1, ear.catchUpFrom(PAIR));
        hear(1);
        assertEquals(0, ear.catchUpFrom(PAIR));
        ear.catchUp(PAIR, List.of(whisper(1, REST)));
        assertEquals(-1, ear.catchUpFrom(PAIR));
        assertEquals(List.of("1"), socket.heard);
    }

    @Test
    void theSocketThatWhisperedDoesNotHearIt() {
        Connection alice = People.connection(socket, ALICE);
        alice.whispers().hear(whisper(1, alice.origin()), new ServerEvent("receive_whisper", "1"));
        alice.whispers().hear(whisper(2, REST), new ServerEvent("receive_whisper", "2"));
        assertEquals(List.of("2"), socket.heard);
    }

    private void hear(long seq) {
        ear.hear(whisper(seq, REST), new ServerEvent("receive_whisper", Long.toString(seq)));
    }
}
