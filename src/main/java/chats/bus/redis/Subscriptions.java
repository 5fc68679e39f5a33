package chats.bus.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The channels that this node needs. A channel is requested from Redis once, when the first user subscribes; it is in
 * effect when Redis has confirmed it; and it is dropped some seconds after its last user has left, so that a quick
 * return costs nothing. Times are of {@link System#nanoTime}. The lock guards all fields; no other lock is taken inside
 * it.
 */
final class Subscriptions {
    private static final class Subscription {
        int users;
        long unusedSince;
        long requestedAt = NEVER;
        CompletableFuture<Void> confirmation = new CompletableFuture<>();

        boolean isConfirmed() {
            return confirmation.isDone();
        }
    }

    private static final long NEVER = Long.MIN_VALUE;

    private final Map<String, Subscription> subscriptions = new HashMap<>();

    synchronized void subscribe(String channel) {
        subscriptions.computeIfAbsent(channel, name -> new Subscription()).users++;
    }

    synchronized void unsubscribe(String channel, long now) {
        Subscription subscription = subscriptions.get(channel);
        subscription.users--;
        subscription.unusedSince = now;
    }

    /** The channels that have not been requested yet; they count as requested from now on. */
    synchronized List<String> toRequest(long now) {
        List<String> channels = new ArrayList<>();
        subscriptions.forEach((name, subscription) -> {
            if (subscription.requestedAt == NEVER) {
                subscription.requestedAt = now;
                channels.add(name);
            }
        });
        return channels;
    }

    /** The same for these channels only. */
    synchronized List<String> toRequest(Collection<String> among, long now) {
        List<String> channels = new ArrayList<>();
        for (String name : among) {
            Subscription subscription = subscriptions.get(name);
            if (subscription != null && subscription.requestedAt == NEVER) {
                subscription.requestedAt = now;
                channels.add(name);
            }
        }
        return channels;
    }

    /** Removes the channels that have had no user for {@code nanos} and returns them. */
    synchronized List<String> toDrop(long now, long nanos) {
        List<String> channels = new ArrayList<>();
        for (Iterator<Map.Entry<String, Subscription>> all =
                        subscriptions.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<String, Subscription> entry = all.next();
            if (entry.getValue().users == 0 && now - entry.getValue().unusedSince > nanos) {
                channels.add(entry.getKey());
                all.remove();
            }
        }
        return channels;
    }

    synchronized void confirmed(String channel) {
        Subscription subscription = subscriptions.get(channel);
        if (subscription != null) {
            subscription.confirmation.complete(null);
        }
    }

    /** The connection is gone, and with it all subscriptions. */
    synchronized void lost() {
        subscriptions.values().forEach(subscription -> {
            subscription.requestedAt = NEVER;
            if (subscription.isConfirmed()) {
                subscription.confirmation = new CompletableFuture<>();
            }
        });
    }

    /** Whether Redis has confirmed all that were requested until then. */
    synchronized boolean areConfirmed(long requestedUntil) {
        return subscriptions.values().stream()
                .allMatch(subscription -> subscription.isConfirmed()
                        || subscription.requestedAt == NEVER
                        || subscription.requestedAt - requestedUntil > 0);
    }

    /** Completes when Redis has confirmed all of these. */
    synchronized CompletableFuture<Void> confirmation(Collection<String> channels) {
        return CompletableFuture.allOf(channels.stream()
                .map(subscriptions::get)
                .filter(subscription -> subscription != null && !subscription.isConfirmed())
                .map(subscription -> subscription.confirmation)
                .toArray(CompletableFuture[]::new));
    }

    synchronized int size() {
        return subscriptions.size();
    }
}
