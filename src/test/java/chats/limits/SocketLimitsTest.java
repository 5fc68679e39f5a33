package chats.limits;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chats.bus.Bus;
import chats.bus.Node;
import chats.bus.NodeRegistry;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SocketLimitsTest {
    private static final long ALICE = 1;
    private static final long BOB = 2;

    @Test
    void aUserHasSoManySocketsAndNoMore() {
        SocketLimits limits = limits(2, 0);
        limits.open(ALICE, "a");
        limits.open(ALICE, "b");
        assertLimited(() -> limits.check(ALICE, "c"));
        assertLimited(() -> limits.open(ALICE, "c"));
        assertDoesNotThrow(() -> limits.open(BOB, "a"));
        limits.close(ALICE, "a");
        assertDoesNotThrow(() -> limits.open(ALICE, "c"));
    }

    @Test
    void whatAnAddressIsRefusedDoesNotCountForTheUser() {
        SocketLimits limits = limits(1, 1);
        limits.open(ALICE, "shared");
        assertLimited(() -> limits.open(BOB, "shared"));
        assertDoesNotThrow(() -> limits.open(BOB, "other"));
    }

    @Test
    void zeroIsNoLimit() {
        SocketLimits limits = limits(0, 0);
        for (int i = 0; i < 1000; i++) {
            limits.open(ALICE, "a");
        }
        assertDoesNotThrow(() -> limits.check(ALICE, "a"));
    }

    private static SocketLimits limits(int perUser, int perAddress) {
        return new SocketLimits(
                perUser, perAddress, new SharedCount(Bus.alone(), new Node("n", "n"), NodeRegistry.none()));
    }

    private static void assertLimited(Executable call) {
        assertEquals(
                ErrorCode.RATE_LIMITED, assertThrows(ChatsException.class, call).code());
    }
}
