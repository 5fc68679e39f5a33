package chats.presence;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is online, on any node, when others were last there, and of whom the watchers here are still to be told. Not thread-safe:
 * {@link Presence} calls it under its lock.
 */
final class OnlineUsers {
    private final LocalUsers here = new LocalUsers();
    private final OtherNodes elsewhere = new OtherNodes();
    private final SeenTimes seen = new SeenTimes();

    /** What the watchers here are still to be told, by user. */
    private final Map<Long, UserPresence> changed = new LinkedHashMap<>();

    /**
     * @param hasSocket whether he has one here by now
     * @param stored when he was last there, as the database has it; may be null
     */
    UserPresence of(long user, boolean hasSocket, Instant stored, Instant now) {
        return has(user) || hasSocket
                ? new UserPresence(user, true, now)
                : new UserPresence(user, false, seen.of(user, stored));
    }

    private boolean has(long user) {
        return here.has(user) || elsewhere.has(user);
    }

    /** What another node tells. */
    void hear(Digest digest, Instant now) {
        change(elsewhere.about(digest, now), () -> elsewhere.hear(digest, now), now);
    }

    /**
     * Notes which nodes live. The users of those that have stopped are gone.
     *
     * @return whether the users of all nodes are known
     */
    boolean alive(Set<String> nodes, Instant now) {
        elsewhere.alive(nodes, now);
        for (String stopped : elsewhere.stopped(now)) {
            seen.save(change(elsewhere.usersOf(stopped), () -> elsewhere.remove(stopped), now));
        }
        return !elsewhere.isAnyUnknown(nodes);
    }

    /**
     * Of a user's sockets here, one has opened or closed.
     *
     * @param hasSocket whether he has one by now
     * @return whether he was not here before
     */
    boolean touched(long user, Instant at, boolean hasSocket, Instant now) {
        Map<Long, Instant> one = Map.of(user, at);
        boolean hasCome = !here.has(user);
        change(one, () -> here.came(user), now);
        if (hasCome) {
            seen.save(one);
        }
        if (!hasSocket) {
            here.leaves(user, at);
        }
        return hasCome;
    }

    /** Lets those leave who have had no socket here for too long, and returns them by when they were last here. */
    Map<Long, Instant> leave(Instant now) {
        Map<Long, Instant> went = here.gone(now);
        seen.save(change(went, () -> here.remove(went.keySet()), now));
        seen.forgetOld(now);
        return went;
    }

    /**
     * Makes a change, and notes of which of these users the watchers must be told.
     *
     * @param users by when each was last there
     * @return those who are not there any more
     */
    private Map<Long, Instant> change(Map<Long, Instant> users, Runnable change, Instant now) {
        Set<Long> before = users.keySet().stream().filter(this::has).collect(Collectors.toSet());
        change.run();
        Map<Long, Instant> gone = new LinkedHashMap<>(0);
        users.forEach((user, seenAt) -> {
            boolean isOnline = has(user);
            if (isOnline && !before.contains(user)) {
                changed.put(user, new UserPresence(user, true, now));
            } else if (!isOnline && before.contains(user)) {
                changed.put(user, new UserPresence(user, false, seenAt));
                seen.tell(user, seenAt, now);
                gone.put(user, seenAt);
            }
        });
        return gone;
    }

    /** Those of whom the watchers are to be told. */
    List<Long> changed() {
        return List.copyOf(changed.keySet());
    }

    /** Takes what the watchers of this user are to be told. */
    Optional<UserPresence> takeChanged(long user) {
        return Optional.ofNullable(changed.remove(user));
    }

    /** All who are here, by when they were last here. */
    Map<Long, Instant> allHere(Instant now) {
        return here.all(now);
    }

    /** Takes what is to be stored of when users were last there. */
    Map<Long, Instant> takeUnsaved() {
        return seen.takeUnsaved();
    }

    /** That is to be stored. */
    void save(Map<Long, Instant> seenAt) {
        seen.save(seenAt);
    }
}
