package chats.edge;

import chats.net.Address;
import chats.threads.FairThreadPool;
import chats.threads.FairThreadPool.Limits;
import java.util.concurrent.Executor;

/**
 * The threads for requests, by kind, so that one kind cannot stop another, and an address has a sixteenth of each. Sockets have none of these: they
 * are read by the container's threads, which wait for nothing here.
 *
 * <p>A request may hold its thread while it waits for the database or for a client that reads its answer slowly, for ten seconds at most
 * ({@code writeTimeout} in server.xml).
 */
final class RequestThreads {
    private static final Limits OF_APPLICATION = new Limits(8, 512, 32, 4_096, 256);

    /** Health and metrics: few ask for them, from few addresses. */
    private static final Limits OF_CONTAINER = new Limits(2, 128, 8, 4_096, 256);

    private final FairThreadPool application;
    private final FairThreadPool container;

    RequestThreads(Executor further) {
        application = new FairThreadPool(OF_APPLICATION, further);
        container = new FairThreadPool(OF_CONTAINER, further);
    }

    /** Runs a request's task here, on a further thread, or when it is its address's turn; false if too many wait already. */
    boolean execute(Route route, Address address, Runnable task) {
        return (route == Route.CONTAINER ? container : application).execute(address.group(), task);
    }
}
