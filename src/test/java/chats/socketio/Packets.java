package chats.socketio;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generates text from clients: valid packets, damaged packets, and random text. */
public final class Packets {

    private static final List<String> RIGHT = List.of(
            "40",
            "40NS,",
            "40NS,{\"token\":\"x\"}",
            "41",
            "41NS,",
            "42[\"a\",{\"b\":[1,true,null,\"c\"]}]",
            "42NS,[\"a\",{\"b\":[1,true,null,\"c\"]}]",
            "42NS,12[\"a\",1.5e3,\"\\ud83d\\ude00\"]",
            "43NS,[]",
            "43NS,12[\"x\"]",
            "44NS,{\"message\":\"x\"}",
            "451-NS,[\"a\",{\"_placeholder\":true,\"num\":0}]",
            "452-NS,7[\"a\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
            "461-NS,0[{\"_placeholder\":true,\"num\":0}]",
            "bAQIDBA==",
            "0{}",
            "1",
            "2",
            "2probe",
            "3",
            "3probe",
            "5",
            "6");

    private Packets() {}

    public static Arbitrary<List<String>> some(String namespace) {
        return any(namespace).list().ofMinSize(1).ofMaxSize(6);
    }

    private static Arbitrary<String> any(String namespace) {
        Arbitrary<String> right = Arbitraries.of(RIGHT).map(packet -> packet.replace("NS", namespace));
        return Arbitraries.oneOf(right, damaged(right), noise(30));
    }

    private static Arbitrary<String> damaged(Arbitrary<String> right) {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 60);
        return Combinators.combine(right, number, number, noise(4)).as(Packets::damage);
    }

    /** Replaces some characters at a position by other text. */
    private static String damage(String packet, int at, int length, String instead) {
        int from = Math.min(at, packet.length());
        return packet.substring(0, from) + instead + packet.substring(Math.min(packet.length(), from + length / 4));
    }

    private static Arbitrary<String> noise(int most) {
        Arbitrary<String> words =
                Arbitraries.strings().withChars("0123456789-,/[]{}\":ntb \\").ofMaxLength(most);
        return Arbitraries.oneOf(words, Arbitraries.strings().all().ofMaxLength(most));
    }
}
