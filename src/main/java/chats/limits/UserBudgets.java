package chats.limits;

import chats.admission.Budget;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What the sessions of known users may hold on this node besides open sockets, by each user and by all together. */
@ApplicationScoped
public class UserBudgets {
    private final Budget bytes;
    private final Budget sessions;

    @Inject
    public UserBudgets(Settings settings) {
        bytes = new Budget(
                settings.socketBytes().perUser(), settings.socketBytes().total());
        sessions = new Budget(settings.socketsPerUser(), 0);
    }

    /** Bytes of messages to the server that wait until they are complete. */
    public Budget bytes() {
        return bytes;
    }

    /** Sessions that belong to a user and are no open socket: as many as there may be sockets. */
    public Budget sessions() {
        return sessions;
    }
}
