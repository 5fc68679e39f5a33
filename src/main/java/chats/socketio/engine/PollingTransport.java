package chats.socketio.engine;

import chats.outbox.Outbox;
import chats.outbox.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A session's long-polling: at most one GET that waits and one POST that is being read. The outbox is held while no GET
 * waits, so that the next one takes along all there is.
 */
final class PollingTransport implements Transport, Wire<EnginePacket> {

    private final EngineSession session;

    private Poll poll;
    private Upload upload;
    private Wire<EnginePacket> successor;
    /** A batch that found no poll, since a POST or an upgrade took it away; the next poll or the successor gets it. */
    private Runnable parked;

    private boolean over;
    private String lastMark = "";
    private boolean marksVary;

    PollingTransport(EngineSession session) {
        this.session = session;
    }

    @Override
    public String name() {
        return "polling";
    }

    /**
     * Whether a poll has been here before: HTTP libraries and proxies send a GET again by themselves if its connection breaks, and
     * the answer to the first, with all its packets, is lost then. Clients that mark their polls, as the official ones do, each
     * with another mark, can be told so.
     */
    synchronized boolean isRepeated(String mark) {
        boolean repeated = marksVary && mark.equals(lastMark);
        marksVary |= !lastMark.isEmpty() && !mark.isEmpty() && !mark.equals(lastMark);
        lastMark = mark;
        return repeated && !mark.isEmpty();
    }

    /** @return false if another poll waits already */
    boolean begin(Poll next, Outbox<EnginePacket> outbox) {
        Runnable overdue;
        boolean tooLate;
        synchronized (this) {
            if (poll != null) {
                return false;
            }
            tooLate = over || successor != null;
            overdue = tooLate ? null : parked;
            if (!tooLate) {
                poll = next;
                parked = null;
            }
        }
        if (tooLate) {
            next.refuse(RequestRefusal.BAD_REQUEST);
        } else if (overdue != null) {
            overdue.run();
        } else {
            outbox.release();
        }
        return true;
    }

    /** @return false if another upload is under way */
    synchronized boolean begin(Upload next) {
        if (upload != null) {
            return false;
        }
        upload = next;
        return true;
    }

    /** Whether a body takes too long to arrive. */
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
                    parked = () -> resend(batch, completion);
                    return;
                }
            }
        }
        if (next != null) {
            next.send(batch, completion);
            return;
        }
        if (batch.get(batch.size() - 1).isClose()) {
            // before the client can come again
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

    /** From now on the other wire gets everything, what was left behind here first. */
    void handOver(Wire<EnginePacket> to) {
        Optional<Poll> left;
        Runnable overdue;
        synchronized (this) {
            successor = to;
            left = takePoll();
            overdue = parked;
            parked = null;
        }
        // a client that upgrades does not poll any more; one that does is told that polling is over
        left.ifPresent(waiting -> waiting.refuse(RequestRefusal.BAD_REQUEST));
        if (overdue != null) {
            overdue.run();
        }
    }

    /** The session is over: answers the poll that waits, if one does, with a last packet, past the outbox. */
    void endPoll(EnginePacket last) {
        Optional<Poll> left;
        synchronized (this) {
            over = true;
            left = takePoll();
        }
        left.ifPresent(waiting -> {
            try {
                waiting.answer(Payload.encode(List.of(last)), Ignored.COMPLETION);
            } catch (IOException | IllegalStateException gone) {
                // nobody is left to be told
            }
        });
    }

    /** Refuses a POST, whatever has arrived of it. */
    void endUpload() {
        endUpload(true);
    }

    /** Refuses a POST that is still arriving; one that is complete is answered by itself. */
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
