package chats.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServerUnderTest.class)
class RunningServerIT {
    @Test
    void severalServersRunBesideEachOther(RunningServer shared, RunningPostgres postgres) throws Exception {
        try (RunningServer own =
                ServerToStart.on(postgres, postgres.newDatabase()).start()) {
            assertTrue(own.isReady());
            assertTrue(shared.isReady());
            own.kill();
            assertFalse(own.isReady());
            assertTrue(shared.isReady());
            own.start();
            assertTrue(own.isReady());
        }
    }

    @Test
    void sigtermStopsItInAnOrderlyWay(RunningPostgres postgres) {
        try (RunningServer own =
                ServerToStart.on(postgres, postgres.newDatabase()).start()) {
            assertEquals(143, own.stop());
            assertTrue(own.log().contains("CWWKE0036I"), "the server says that it stopped");
        }
    }
}
