package chats.bus.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The channels that somebody here attends. A channel is asked for once, by whoever is the first to need it, is in effect when
 * Redis has confirmed it, and is given up some seconds after the last has left, so that those who come and go cost nothing.
 */
final class Subscriptions {
    private static final class Interest {
        int holders;
        long leftAt;
        long askedAt = NEVER;
        CompletableFuture<Void> effect = new CompletableFuture<>();

        boolean isEffective() {
            return effect.isDone();
        }
    }

    private static final long NEVER = Long.MIN_VALUE;

    private final Map<String, Interest> interests = new HashMap<>();

    synchronized void attend(String channel) {
        interests.computeIfAbsent(channel, name -> new Interest()).holders++;
    }

    synchronized void leave(String channel, long now) {
        Interest interest = interests.get(channel);
        interest.holders--;
        interest.leftAt = now;
    }

    /** Those that have not been asked for yet, and are to be now. */
    synchronized List<String> toAskFor(long now) {
        List<String> channels = new ArrayList<>();
        interests.forEach((name, interest) -> {
            if (interest.askedAt == NEVER) {
                interest.askedAt = now;
                channels.add(name);
            }
        });
        return channels;
    }

    /** The same among these; nobody else has to be looked at. */
    synchronized List<String> toAskFor(Collection<String> among, long now) {
        List<String> channels = new ArrayList<>();
        for (String name : among) {
            Interest interest = interests.get(name);
            if (interest != null && interest.askedAt == NEVER) {
                interest.askedAt = now;
                channels.add(name);
            }
        }
        return channels;
    }

    /** Those that nobody has attended for so long; they are forgotten. */
    synchronized List<String> toGiveUp(long now, long nanos) {
        List<String> channels = new ArrayList<>();
        for (Iterator<Map.Entry<String, Interest>> all = interests.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Interest> entry = all.next();
            if (entry.getValue().holders == 0 && now - entry.getValue().leftAt > nanos) {
                channels.add(entry.getKey());
                all.remove();
            }
        }
        return channels;
    }

    synchronized void effective(String channel) {
        Interest interest = interests.get(channel);
        if (interest != null) {
            interest.effect.complete(null);
        }
    }

    /** The connection is gone, and all subscriptions with it. */
    synchronized void lost() {
        interests.values().forEach(interest -> {
            interest.askedAt = NEVER;
            if (interest.isEffective()) {
                interest.effect = new CompletableFuture<>();
            }
        });
    }

    /** Whether all that were asked for by then are in effect. */
    synchronized boolean areEffective(long askedBy) {
        return interests.values().stream()
                .allMatch(interest ->
                        interest.isEffective() || interest.askedAt == NEVER || interest.askedAt - askedBy > 0);
    }

    /** Done when all of these are in effect. */
    synchronized CompletableFuture<Void> effect(Collection<String> channels) {
        return CompletableFuture.allOf(channels.stream()
                .map(interests::get)
                .filter(interest -> interest != null && !interest.isEffective())
                .map(interest -> interest.effect)
                .toArray(CompletableFuture[]::new));
    }

    synchronized int size() {
        return interests.size();
    }
}
