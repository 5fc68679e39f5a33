package chats.names;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How a name looks, to find names that are too similar. Two names are alike if they are equal after NFKC, case folding
 * and folding of white space, without ignorable characters. They are also alike if one can be mistaken for the other
 * because one of its characters is from another script: a Cyrillic а for a Latin a. Similar characters of the same
 * script do not count, so {@code rn} is not like {@code m}, nor {@code 0} like {@code O}.
 *
 * <p>Which characters look alike is defined by Unicode (UTS #39, "skeleton"). Capital and small letters have different
 * look-alikes: the Cyrillic В looks like B, the Greek ν like v. So a name is compared as it is written, in small
 * letters and in capitals.
 */
public final class NameSkeleton {
    private static final SpoofChecker SPOOFS = new SpoofChecker.Builder().build();
    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
    private static final Normalizer2 NFKC_FOLDED = Normalizer2.getNFKCCasefoldInstance();
    private static final Normalizer2 NFD = Normalizer2.getNFDInstance();

    /**
     * How one spelling looks: its skeleton, and for each character of the skeleton the script of the original
     * character.
     */
    private record Look(String skeleton, List<Integer> scripts) {
        static Look of(String spelling) {
            StringBuilder skeleton = new StringBuilder();
            List<Integer> scripts = new ArrayList<>();
            NFD.normalize(spelling).codePoints().forEach(point -> {
                String one = SPOOFS.getSkeleton(UCharacter.toString(point));
                skeleton.append(one);
                int script = UScript.getScript(point);
                one.codePoints().forEach(each -> scripts.add(script));
            });
            return new Look(skeleton.toString(), scripts);
        }

        boolean isConfusedWith(Look other) {
            if (!skeleton.equals(other.skeleton)) {
                return false;
            }
            for (int i = 0; i < scripts.size(); i++) {
                if (differ(scripts.get(i), other.scripts.get(i))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean differ(int one, int other) {
            return one != other && isScript(one) && isScript(other);
        }

        /** Digits and punctuation belong to all scripts. */
        private static boolean isScript(int script) {
            return script != UScript.COMMON && script != UScript.INHERITED;
        }
    }

    private final String key;
    private final Set<Look> looks = new LinkedHashSet<>();

    private NameSkeleton(String name) {
        String seen = Names.seen(name);
        String written = Names.folded(withoutJoiners(NFKC.normalize(seen)));
        key = Names.folded(NFKC_FOLDED.normalize(seen));
        looks.add(Look.of(written));
        looks.add(Look.of(key));
        looks.add(Look.of(UCharacter.toUpperCase(Locale.ROOT, written)));
    }

    public static NameSkeleton of(String name) {
        return new NameSkeleton(name);
    }

    public boolean areLike(NameSkeleton other) {
        return key.equals(other.key)
                || looks.stream().anyMatch(look -> other.looks.stream().anyMatch(look::isConfusedWith));
    }

    /** Sorted hashes of the skeletons. Names that are alike have at least one hash in common; few other names do. */
    public long[] hashes() {
        return looks.stream()
                .mapToLong(look -> hash(look.skeleton))
                .sorted()
                .distinct()
                .toArray();
    }

    private static String withoutJoiners(String text) {
        return text.codePoints()
                .filter(point -> !UCharacter.hasBinaryProperty(point, UProperty.DEFAULT_IGNORABLE_CODE_POINT))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static long hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
