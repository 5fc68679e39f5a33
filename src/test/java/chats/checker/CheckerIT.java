package chats.checker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.RunningRedis;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The checker itself, at full length. */
@Tag("long")
class CheckerIT {
    @Test
    void tenMinutesOfAllFaultsBreakNoPromise() throws Exception {
        assertTrue(new Run(Options.of("--seed=2026", "--seconds=600")).isFlawless());
    }

    @Test
    void fiveMinutesOfAllFaultsBreakNoPromiseOfTwoNodes() throws Exception {
        RunningRedis.unavailable().ifPresent(reason -> Assumptions.abort(reason));
        assertTrue(new Run(Options.of("--seed=2026", "--seconds=300", "--nodes=2")).isFlawless());
    }
}
