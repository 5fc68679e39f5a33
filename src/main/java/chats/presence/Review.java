package chats.presence;

import chats.errors.DatabaseErrors;
import chats.log.Pair;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One pass over the users of whom it is not sure who may see them: asks for many pairs by one query, and lets {@link Presence} show or hide
 * them. What a block has changed is asked between all other queries, since it is little, and hides somebody. Where a query fails, its pairs
 * are asked by halves, so that one that always fails keeps no other from being asked. If the database is away, the pass is over.
 */
final class Review {
    /** Pairs in one query. */
    static final int MOST_PAIRS = 500;

    private static final System.Logger LOG = System.getLogger(Review.class.getName());

    /** Beyond that many in one pass, the rest waits for the next one. */
    private static final int MOST_FAILURES = 100;

    private final UnsureUsers unsure;
    private final Presence presence;
    private final Visibility visibility;
    private final Set<Long> failed = new HashSet<>();
    private int failures;
    private boolean isOver;

    Review(UnsureUsers unsure, Presence presence, Visibility visibility) {
        this.unsure = unsure;
        this.presence = presence;
        this.visibility = visibility;
    }

    void run() {
        askAmongThem();
        Set<Pair> pairs = new HashSet<>();
        OptionalLong user = next();
        while (user.isPresent()) {
            pairs.addAll(presence.pairsOf(user.getAsLong()));
            user = next();
            if (pairs.size() >= MOST_PAIRS || user.isEmpty()) {
                askWithAnybody(pairs);
                pairs.clear();
            }
        }
        unsure.addAmongThem(failed);
    }

    private OptionalLong next() {
        return isOver ? OptionalLong.empty() : unsure.takeWithAnybody();
    }

    private void askAmongThem() {
        Set<Long> users = unsure.takeAmongThem();
        if (!users.isEmpty()) {
            slices(presence.pairsAmong(users)).forEach(this::ask);
        }
    }

    private void askWithAnybody(Collection<Pair> pairs) {
        for (List<Pair> slice : slices(pairs)) {
            ask(slice);
            askAmongThem();
        }
    }

    private static List<List<Pair>> slices(Collection<Pair> pairs) {
        List<Pair> all = List.copyOf(pairs);
        List<List<Pair>> slices = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST_PAIRS) {
            slices.add(all.subList(from, Math.min(from + MOST_PAIRS, all.size())));
        }
        return slices;
    }

    private void ask(List<Pair> pairs) {
        if (isOver) {
            askLater(pairs);
            return;
        }
        try {
            presence.show(pairs, visibility.between(pairs));
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "Who may see whom could not be asked, trying again", e);
            failures++;
            isOver = failures > MOST_FAILURES || DatabaseErrors.unavailable(e);
            if (isOver || pairs.size() == 1) {
                askLater(pairs);
            } else {
                ask(pairs.subList(0, pairs.size() / 2));
                ask(pairs.subList(pairs.size() / 2, pairs.size()));
            }
        }
    }

    private void askLater(List<Pair> pairs) {
        pairs.forEach(pair -> failed.addAll(pair.users()));
    }
}
