package chats.attacks;

import chats.attacks.Attack.Attacker;
import chats.run.Background;
import chats.run.RunningServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Those who attack a server, each from its address, over and over until the time is up. */
public final class Attackers {
    private static final Pattern TOKEN = Pattern.compile("\"accessToken\" *: *\"([^\"]+)");

    private Attackers() {}

    /**
     * Begins all attacks from each address. After their time none is begun anew; slow ones end some seconds later.
     *
     * @param addresses how many, from 127.0.0.2 on
     */
    public static void begin(RunningServer server, int addresses, Duration length) throws IOException {
        begin(server, addresses, length, Attacks.all().values());
    }

    static void begin(RunningServer server, int addresses, Duration length, Collection<Attack> attacks)
            throws IOException {
        String token = register(server);
        long end = System.nanoTime() + length.toNanos();
        for (int i = 0; i < addresses; i++) {
            for (Attack attack : attacks) {
                Attacker attacker = new Attacker(server, "127.0.0." + (2 + i), token, new ArrayList<>());
                Background.start(() -> {
                    while (System.nanoTime() < end) {
                        try {
                            attack.once(attacker);
                        } catch (IOException defended) {
                            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                        }
                        hangUp(attacker);
                    }
                });
            }
        }
    }

    private static void hangUp(Attacker attacker) throws IOException {
        for (RawRequest open : attacker.open()) {
            open.close();
        }
        attacker.open().clear();
    }

    /** The token of an account of the attackers' own; where they have just attacked, it may take a few tries. */
    private static String register(RunningServer server) throws IOException {
        String name = "mallory" + System.nanoTime();
        String body = "{\"email\":\"%s@example.org\",\"nickname\":\"%s\",\"password\":\"correct horse battery\"}"
                .formatted(name, name);
        String head = RawRequest.post("/auth/register", body.length())
                .replace("Host: localhost\r\n", "Host: localhost\r\nConnection: close\r\n");
        String answer = "";
        for (int tries = 0; tries < 20; tries++) {
            try (RawRequest request = RawRequest.from("127.0.0.2", server, head + body)) {
                answer = request.answerToTheEnd();
            }
            Matcher token = TOKEN.matcher(answer);
            if (token.find()) {
                return token.group(1);
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
        throw new IOException("No account for the attackers: " + answer);
    }
}
