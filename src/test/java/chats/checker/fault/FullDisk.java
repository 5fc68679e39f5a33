package chats.checker.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.checker.Crowd;
import chats.checker.Site;
import chats.run.Patience;
import java.time.Duration;
import java.util.Random;

/** The disk is full whenever a message has a seq that 7 divides, so that some batches fail in their middle. */
final class FullDisk extends Fault {
    private static final String RAISE = """
            CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NEW.seq % 7 = 0 THEN RAISE EXCEPTION 'raised on purpose' USING ERRCODE = 'disk_full'; END IF;
                RETURN NEW;
            END $$
            """;
    private static final String TRIGGER =
            "CREATE TRIGGER full_disk BEFORE INSERT ON messages_model FOR EACH ROW EXECUTE FUNCTION full_disk()";
    private static final int PATIENCE_SECONDS = 120;

    FullDisk() {
        super(1, 10);
    }

    @Override
    public void strike(Site site, Crowd crowd, Duration length, Random random) throws Exception {
        long unavailable = crowd.unavailable();
        site.run(RAISE, TRIGGER);
        try {
            Patience.untilTime(System.nanoTime() + length.toNanos());
            assertTrue(
                    Patience.within(PATIENCE_SECONDS, () -> crowd.unavailable() > unavailable),
                    "a message is answered with unavailable");
        } finally {
            site.run("DROP TRIGGER full_disk ON messages_model", "DROP FUNCTION full_disk");
        }
    }
}
