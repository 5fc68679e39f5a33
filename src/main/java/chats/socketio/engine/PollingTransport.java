package chats.socketio.engine;

import chats.outbox.Outbox;
import chats.outbox.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The long-polling transport of a session: at most one GET that waits (the poll) and one POST that is being read (the
 * upload). The outbox is held while no poll waits, so that the next poll gets all packets at once.
 *
 * <p>Lock: this object guards all fields. The outbox's lock may be taken inside it.
 */
final class PollingTransport implements Transport, Wire<EnginePacket> {

    private final EngineSession session;

    private Poll poll;
    private Upload upload;
    private Wire<EnginePacket> successor;
    /**
     * Sends a batch for which there was no poll, because a POST or an upgrade had answered the poll meanwhile. The next
     * poll, or the WebSocket after an upgrade, gets the batch.
     */
    private Runnable postponedBatch;

    private boolean over;
    private String lastTimestamp = "";
    private boolean timestampsVary;

    PollingTransport(EngineSession session) {
        this.session = session;
    }

    @Override
    public String name() {
        return "polling";
    }

    /**
     * Whether this poll repeats the one before. HTTP libraries and proxies repeat a GET by themselves if its connection
     * breaks. The answer to the first GET is lost then, with all its packets. Such a repetition can be recognised if
     * the client gives each poll another value of the query parameter {@code t}, as official clients do.
     *
     * @param timestamp the value of {@code t}, empty if there is none
     */
    synchronized boolean isRepeated(String timestamp) {
        boolean repeated = timestampsVary && timestamp.equals(lastTimestamp);
        timestampsVary |= !lastTimestamp.isEmpty() && !timestamp.isEmpty() && !timestamp.equals(lastTimestamp);
        lastTimestamp = timestamp;
        return repeated && !timestamp.isEmpty();
    }

    /** @return false if another poll waits already */
    boolean begin(Poll next, Outbox<EnginePacket> outbox) {
        Runnable postponed;
        boolean tooLate;
        synchronized (this) {
            if (poll != null) {
                return false;
            }
            tooLate = over || successor != null;
            postponed = tooLate ? null : postponedBatch;
            if (!tooLate) {
                poll = next;
                postponedBatch = null;
            }
        }
        if (tooLate) {
            next.refuse(RequestRefusal.BAD_REQUEST);
        } else if (postponed != null) {
            postponed.run();
        } else {
            outbox.release();
        }
        return true;
    }

    /** @return false if another upload is still being read */
    synchronized boolean begin(Upload next) {
        if (upload != null) {
            return false;
        }
        upload = next;
        return true;
    }

    /** Whether the body of the upload takes too long to arrive. */
    synchronized boolean isLate(long now) {
        return upload != null && upload.isLate(now);
    }

    synchronized void uploaded(Upload done) {
        if (upload == done) {
            upload = null;
        }
    }

    @Override
    public void send(List<EnginePacket> batch, Completion completion) throws Exception {
        Poll waiting;
        Wire<EnginePacket> next;
        synchronized (this) {
            next = successor;
            waiting = poll;
            if (next == null) {
                session.outbox().hold();
                poll = null;
                if (waiting == null) {
                    postponedBatch = () -> resend(batch, completion);
                    return;
                }
            }
        }
        if (next != null) {
            next.send(batch, completion);
            return;
        }
        if (batch.get(batch.size() - 1).isClose()) {
            // before the answer is written, so that the client's next request finds the session closed
            session.end(Reason.FORCED_CLOSE);
        }
        waiting.answer(Payload.encode(batch), completion);
    }

    private void resend(List<EnginePacket> batch, Completion completion) {
        try {
            send(batch, completion);
        } catch (Exception broken) {
            completion.failed(broken);
        }
    }

    synchronized boolean isPollWaiting() {
        return poll != null;
    }

    /** Completes an upgrade: from now on all packets go to the WebSocket, beginning with a postponed batch. */
    void moveTo(Wire<EnginePacket> to) {
        Optional<Poll> waitingPoll;
        Runnable postponed;
        synchronized (this) {
            successor = to;
            waitingPoll = takePoll();
            postponed = postponedBatch;
            postponedBatch = null;
        }
        // an upgraded client should not poll any more; if it does, it is told so
        waitingPoll.ifPresent(waiting -> waiting.refuse(RequestRefusal.BAD_REQUEST));
        if (postponed != null) {
            postponed.run();
        }
    }

    /** The session is over: answers a waiting poll with a last packet, which does not go through the outbox. */
    void endPoll(EnginePacket last) {
        Optional<Poll> waitingPoll;
        synchronized (this) {
            over = true;
            waitingPoll = takePoll();
        }
        waitingPoll.ifPresent(waiting -> {
            try {
                waiting.answer(Payload.encode(List.of(last)), Ignored.COMPLETION);
            } catch (IOException | IllegalStateException gone) {
                // the client is gone
            }
        });
    }

    /** Refuses a POST, even if it has arrived completely. */
    void endUpload() {
        endUpload(true);
    }

    /** Refuses a POST that is still arriving. A complete one gets its own answer. */
    void endUnfinishedUpload() {
        endUpload(false);
    }

    private void endUpload(boolean evenIfComplete) {
        Upload left = null;
        synchronized (this) {
            if (upload != null && (evenIfComplete || !upload.isComplete())) {
                left = upload;
                upload = null;
            }
        }
        if (left != null) {
            left.refuse();
        }
    }

    @Override
    public void cut() {
        endPoll(EnginePacket.CLOSE);
    }

    private Optional<Poll> takePoll() {
        Poll taken = poll;
        poll = null;
        return Optional.ofNullable(taken);
    }

    private enum Ignored implements Completion {
        COMPLETION;

        @Override
        public void sent() {}

        @Override
        public void failed(Throwable cause) {}
    }
}
