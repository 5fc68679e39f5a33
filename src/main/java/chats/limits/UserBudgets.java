package chats.limits;

import chats.admission.Budget;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What sessions of authenticated users may hold on this node besides open sockets, for each user and in total. */
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

    /** Bytes of incomplete messages to the server. */
    public Budget bytes() {
        return bytes;
    }

    /** Sessions of a user that are not open sockets: as many as the user may have sockets. */
    public Budget sessions() {
        return sessions;
    }
}
