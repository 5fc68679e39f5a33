package chats.checker.wire;

/** Carries texts to a server and back, whatever the transport. No method waits. */
interface Pipe {
    void write(String text);

    /** Ends it on the spot, as a broken network would. */
    void cut();

    /** Told in this order: opened at most once, then each text, broken once at last. */
    interface Listener {
        void opened(Pipe pipe);

        void received(String text);

        void broken(String why);
    }
}
