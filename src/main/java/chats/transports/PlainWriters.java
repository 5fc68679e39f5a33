package chats.transports;

import chats.outbox.WriterPool;
import chats.threads.LifoExecutor;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;

/** The threads that write to the sockets of the plain door, and close them. */
@ApplicationScoped
class PlainWriters {
    @Inject
    private LifoExecutor threads;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private Executor lanes;

    /**
     * The container takes a frame without waiting for the peer, unless it is answering a ping of a peer that does not read: then it
     * may hold the thread for a minute. There can be as many of those as there are sockets, so no bound is set to the lanes given up.
     */
    @PostConstruct
    void open() {
        lanes = new WriterPool(threads, scheduler, Runtime.getRuntime().availableProcessors(), Integer.MAX_VALUE);
    }

    /** For writes. */
    Executor lanes() {
        return lanes;
    }

    /** For what may take seconds on a dead peer. */
    Executor threads() {
        return threads;
    }
}
