package chats.edge;

import chats.net.Address;
import chats.threads.FairThreadPool;
import chats.threads.FairThreadPool.Limits;
import java.util.concurrent.Executor;

/**
 * Runs requests on two pools: one for the application, one for the container's contexts, so that one kind of request
 * cannot block the other. An address may take a sixteenth of each pool. Requests of sockets do not run here: the
 * container's own threads read them.
 *
 * <p>A request may block its thread while it waits for the database, or while its client reads the answer slowly, at
 * most ten seconds ({@code writeTimeout} in server.xml).
 */
final class RequestThreads {
    private static final Limits OF_APPLICATION = new Limits(8, 512, 32, 4_096, 256);

    /** For health and metrics, which few clients request. */
    private static final Limits OF_CONTAINER = new Limits(2, 128, 8, 4_096, 256);

    private final FairThreadPool application;
    private final FairThreadPool container;

    RequestThreads(Executor further) {
        application = new FairThreadPool(OF_APPLICATION, further);
        container = new FairThreadPool(OF_CONTAINER, further);
    }

    /** Runs the task of a request on this thread, on another one, or later; false if too many tasks wait already. */
    boolean execute(Route route, Address address, Runnable task) {
        return (route == Route.CONTAINER ? container : application).execute(address.group(), task);
    }
}
