package chats.checker.wire;

import com.fasterxml.jackson.databind.JsonNode;

/** An open connection to a socket door, at the level of the contract's events. No method waits. */
public interface Line {
    /**
     * Sends an event.
     *
     * @param request comes back with the answer
     */
    void ask(long request, String event, JsonNode data);

    /** Ends it on the spot, as a broken network would. */
    void cut();

    /** Told in this order: opened at most once, then what comes in, broken once at last. */
    interface Listener {
        void opened(Line line);

        /** @param granted otherwise {@code data} has the {@code code} of the refusal */
        void answered(long request, boolean granted, JsonNode data);

        void heard(String event, JsonNode data);

        void broken(String why);
    }
}
