package chats.attacks;

import chats.run.RunningServer;
import java.io.IOException;
import java.util.List;

/** Something that harms a server, done over and over from one address until its time is up. */
interface Attack {
    /**
     * Does it once. What is left open is closed by the caller when the time is up.
     *
     * @param from where it comes from
     * @throws IOException if the server ends the connection, which is a way to defend itself
     */
    void once(Attacker from) throws IOException;

    /**
     * Who attacks.
     *
     * @param address of this machine, such as 127.0.0.2
     * @param token of an account of the attacker's
     * @param open the connections that stay open until the end
     */
    record Attacker(RunningServer server, String address, String token, List<RawRequest> open) {
        /** A connection that stays open, with the first bytes sent. */
        RawRequest connect(String bytes) throws IOException {
            RawRequest request = RawRequest.from(address, server, bytes);
            open.add(request);
            return request;
        }

        /** Asks and reads the answer to its end. */
        String ask(String bytes) throws IOException {
            try (RawRequest request = RawRequest.from(address, server, bytes)) {
                return request.answerToTheEnd();
            }
        }
    }
}
