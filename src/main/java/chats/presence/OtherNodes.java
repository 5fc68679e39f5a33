package chats.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The users who are there by other nodes, as these have said. Users of a node that has stopped without a word are gone when
 * their sockets have been for ten seconds. Not thread-safe: {@link Presence} calls it under its lock.
 */
final class OtherNodes {
    /** So long a heartbeat counts; see {@link chats.bus.NodeRegistry}. A node that has died was there so long before it is missed. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);

    private static final class OtherNode {
        Set<Long> users = new HashSet<>();

        /** Those named anew so far, while more follow; else null. */
        Set<Long> anew;

        Instant aliveAt;
        long number;
        boolean isKnown;

        Instant stoppedAt() {
            return aliveAt.minus(HEARTBEAT);
        }

        boolean continuesAnew(Digest digest) {
            return anew != null && !digest.isAnew() && digest.number() == number + 1;
        }
    }

    private final Map<String, OtherNode> nodes = new HashMap<>();

    boolean has(long user) {
        for (OtherNode node : nodes.values()) {
            if (node.users.contains(user)) {
                return true;
            }
        }
        return false;
    }

    /** Those whom the digest is about, by when they were last there. */
    Map<Long, Instant> about(Digest digest, Instant now) {
        Map<Long, Instant> users = new LinkedHashMap<>();
        OtherNode node = nodes.get(digest.node());
        boolean continuesAnew = node != null && node.continuesAnew(digest);
        if (digest.isAnew() || continuesAnew) {
            if (digest.isFollowed()) {
                return users;
            }
            if (node != null) {
                node.users.forEach(user -> users.put(user, now));
            }
        }
        if (continuesAnew) {
            node.anew.forEach(user -> users.put(user, now));
        }
        digest.came().forEach(user -> users.put(user, now));
        users.putAll(digest.went());
        return users;
    }

    void hear(Digest digest, Instant now) {
        OtherNode node = nodes.computeIfAbsent(digest.node(), id -> new OtherNode());
        node.aliveAt = now;
        if (digest.isAnew()) {
            node.anew = new HashSet<>();
        } else if (!node.continuesAnew(digest)) {
            node.anew = null;
            node.isKnown &= digest.number() == node.number + 1;
        }
        node.number = digest.number();
        if (node.anew == null) {
            node.users.addAll(digest.came());
            node.users.removeAll(digest.went().keySet());
            return;
        }
        node.anew.addAll(digest.came());
        if (!digest.isFollowed()) {
            node.users = node.anew;
            node.anew = null;
            node.isKnown = true;
        }
    }

    /** Notes which nodes live. */
    void alive(Set<String> ids, Instant now) {
        ids.forEach(id -> {
            if (nodes.containsKey(id)) {
                nodes.get(id).aliveAt = now;
            }
        });
    }

    /** Whether the users of one of these nodes are not known, or a digest of one was lost. */
    boolean isAnyUnknown(Set<String> alive) {
        return alive.stream().anyMatch(id -> !nodes.containsKey(id))
                || nodes.values().stream().anyMatch(node -> !node.isKnown);
    }

    /** The nodes that have stopped, so long ago that their users are gone. */
    List<String> stopped(Instant now) {
        List<String> stopped = new ArrayList<>();
        nodes.forEach((id, node) -> {
            if (!node.stoppedAt().plus(LocalUsers.STAYS_FOR).isAfter(now)) {
                stopped.add(id);
            }
        });
        return stopped;
    }

    /** The users of that node, by when they were last there. */
    Map<Long, Instant> usersOf(String id) {
        Map<Long, Instant> users = new LinkedHashMap<>();
        OtherNode node = nodes.get(id);
        node.users.forEach(user -> users.put(user, node.stoppedAt()));
        return users;
    }

    void remove(String id) {
        nodes.remove(id);
    }
}
