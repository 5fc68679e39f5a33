package chats.transports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.admission.Budgets;
import chats.admission.KnownConnections;
import chats.errors.ChatsException;
import chats.limits.UserBudgets;
import chats.net.Address;
import chats.settings.Settings;
import chats.socketio.engine.ByteReservation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SocketIoLeaseTest {
    private static final Address HERE = Address.parse("192.0.2.1").orElseThrow();
    private static final Address THERE = Address.parse("192.0.2.2").orElseThrow();
    private static final Optional<Long> NOBODY = Optional.empty();
    private static final Optional<Long> ALICE = Optional.of(7L);
    private static final int HEAD = 100;

    private final Settings settings = Settings.from(Map.of(
            "LIMIT_GUESTS_PER_ADDRESS", "3",
            "LIMIT_HANDSHAKES_PER_SECOND_PER_ADDRESS", "2",
            "LIMIT_GUEST_BYTES_PER_ADDRESS", "1000",
            "LIMIT_SOCKET_BYTES_PER_USER", "2000",
            "LIMIT_SOCKETS_PER_USER", "2")::get);
    private final Budgets guests = new Budgets(settings);
    private final UserBudgets users = new UserBudgets(settings);

    private SocketIoLease open(Address address, Optional<Long> owner) {
        return SocketIoLease.open(guests, users, new KnownConnections(), address, owner, HEAD);
    }

    private void refused(Address address, Optional<Long> owner) {
        ChatsException refusal = assertThrows(ChatsException.class, () -> open(address, owner));
        assertTrue(refusal.retryAfter().isPresent());
    }

    @Test
    void anAddressMayHaveSoManyGuestsAtATime() {
        List<SocketIoLease> open = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            open.add(open(HERE, NOBODY));
        }
        refused(HERE, NOBODY);
        open(THERE, NOBODY);
        open.get(0).accepted(Optional.of(7L));
        open(HERE, NOBODY);
        refused(HERE, NOBODY);
        open.get(1).close();
        open(HERE, NOBODY);
    }

    @Test
    void aHandshakeWithATokenMakesNoGuest() {
        for (int i = 0; i < 3; i++) {
            open(HERE, NOBODY);
        }
        open(HERE, ALICE);
        SocketIoLease second = open(HERE, ALICE);
        refused(HERE, ALICE);
        second.accepted(Optional.of(7L));
        open(HERE, ALICE);
    }

    @Test
    void handshakesOfGuestsHaveARate() {
        for (int i = 0; i < 8; i++) {
            open(HERE, NOBODY).close();
        }
        refused(HERE, NOBODY);
        assertEquals(0, guests.guests().held(), "what is refused takes nothing");
        open(THERE, NOBODY);
    }

    @Test
    void handshakesOfUsersHaveNoRate() {
        for (int i = 0; i < 100; i++) {
            SocketIoLease lease = open(HERE, NOBODY);
            lease.accepted(Optional.of((long) i));
            lease.close();
        }
        for (int i = 0; i < 100; i++) {
            open(HERE, ALICE).close();
        }
    }

    @Test
    void headsAndMessagesOfGuestsShareTheBudgetOfTheAddress() {
        SocketIoLease lease = open(HERE, NOBODY);
        ByteReservation reservation = lease.reservation();
        assertTrue(reservation.extendTo(800));
        assertTrue(reservation.extendTo(900));
        assertFalse(lease.reservation().extendTo(1));
        assertFalse(reservation.extendTo(901));
        reservation.close();
        assertFalse(reservation.extendTo(1), "it was given back");
        assertEquals(HEAD, guests.bytes().held());
        lease.close();
        assertEquals(0, guests.bytes().held());
    }

    @Test
    void messagesOfAUserTakeFromTheUsersBudget() {
        SocketIoLease lease = open(HERE, NOBODY);
        SocketIoLease another = open(THERE, ALICE);
        lease.accepted(Optional.of(7L));
        assertEquals(0, guests.bytes().held());
        ByteReservation reservation = lease.reservation();
        assertTrue(reservation.extendTo(2_000 - HEAD));
        assertFalse(another.reservation().extendTo(1));
        reservation.close();
        assertTrue(another.reservation().extendTo(1));
    }

    @Test
    void aSessionThatLeftItsNamespaceCountsForItsUserAgain() {
        SocketIoLease lease = open(HERE, NOBODY);
        lease.accepted(Optional.of(7L));
        assertTrue(lease.left());
        assertEquals(1, users.sessions().held());
        open(HERE, ALICE);
        refused(HERE, ALICE);
        lease.accepted(Optional.of(7L));
        SocketIoLease third = open(HERE, ALICE);
        assertFalse(lease.left());
        third.close();
        assertTrue(lease.left());
        lease.close();
        assertEquals(1, users.sessions().held());
        assertTrue(lease.left(), "it is over, and takes nothing");
        assertEquals(1, users.sessions().held());
    }
}
