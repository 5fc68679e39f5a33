package chats.outbox;

import java.util.ArrayList;
import java.util.List;

/** Remembers each batch; reports it as sent at once, or when the test says so. */
final class FakeWire implements Wire<FakeWire.Word> {

    record Word(String text) implements Frame {

        @Override
        public int bytes() {
            return text.length();
        }
    }

    final List<List<String>> batches = new ArrayList<>();
    private final boolean reportsAtOnce;
    private Completion pending;

    FakeWire(boolean reportsAtOnce) {
        this.reportsAtOnce = reportsAtOnce;
    }

    @Override
    public void send(List<Word> batch, Completion completion) {
        batches.add(batch.stream().map(Word::text).toList());
        pending = completion;
        if (reportsAtOnce) {
            completion.sent();
        }
    }

    void sent() {
        pending.sent();
    }

    void fails(Throwable cause) {
        pending.failed(cause);
    }
}
