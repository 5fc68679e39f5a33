package chats.transports;

import chats.outbox.WriterPool;
import chats.threads.LifoExecutor;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;

/** The executors that write to plain WebSockets and close them. */
@ApplicationScoped
class PlainWriters {
    @Inject
    private LifoExecutor threads;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private Executor writers;

    /**
     * The number of stuck workers is not bounded. Usually the container takes a frame without waiting for the peer. But
     * while it answers a ping of a peer that does not read, it may block the writing thread for a minute, and this can
     * happen for each socket.
     */
    @PostConstruct
    void open() {
        writers = new WriterPool(threads, scheduler, Runtime.getRuntime().availableProcessors(), Integer.MAX_VALUE);
    }

    /** For writes. */
    Executor writers() {
        return writers;
    }

    /** For closing, which may take seconds if the peer is dead. */
    Executor threads() {
        return threads;
    }
}
