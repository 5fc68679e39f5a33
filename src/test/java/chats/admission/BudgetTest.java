package chats.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.net.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final Address ALICE = Address.parse("198.51.100.1").orElseThrow();
    private static final Address BOB = Address.parse("198.51.100.2").orElseThrow();

    private final Budget budget = new Budget(10, 25);

    @Test
    void anAddressHoldsItsShareAndOthersTheirs() {
        assertTrue(budget.take(ALICE, 10).isPresent());
        assertTrue(budget.take(ALICE, 1).isEmpty());
        assertTrue(budget.take(BOB, 10).isPresent());
        assertEquals(1, budget.refused());
    }

    @Test
    void allTogetherHoldNoMoreThanThereIs() {
        List<Optional<Budget.Lease>> leases = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            leases.add(budget.take(Address.parse("2001:db8:0:" + i + "::1").orElseThrow(), 10));
        }
        assertEquals(2, leases.stream().filter(Optional::isPresent).count());
        assertEquals(20, budget.held());
    }

    @Test
    void whatIsGivenBackCanBeTakenAgainAndIsGivenBackOnce() {
        Budget.Lease lease = budget.take(ALICE, 4).orElseThrow();
        assertTrue(lease.add(6));
        assertFalse(lease.add(1));
        lease.close();
        lease.close();
        assertEquals(0, budget.held());
        assertFalse(lease.add(1));
        assertTrue(budget.take(ALICE, 10).isPresent());
    }

    @Test
    void zeroIsNoLimit() {
        Budget endless = new Budget(0, 0);
        Budget.Lease lease = endless.take(ALICE, Long.MAX_VALUE / 4).orElseThrow();
        assertTrue(endless.take(ALICE, Long.MAX_VALUE / 4).isPresent());
        lease.close();
        assertEquals(Long.MAX_VALUE / 4, endless.held());
    }

    @Test
    void aRateIsOfEachAddressAndOfAllAndIsGivenBack() {
        AddressRate rate = new AddressRate(0.001, 2, 0.001, 3);
        assertTrue(rate.take(ALICE).isZero());
        assertTrue(rate.take(ALICE).isZero());
        assertFalse(rate.take(ALICE).isZero());
        assertTrue(rate.take(BOB).isZero());
        assertFalse(rate.take(BOB).isZero(), "all together had three");
        rate.giveBack(ALICE);
        assertTrue(rate.take(BOB).isZero());
    }
}
