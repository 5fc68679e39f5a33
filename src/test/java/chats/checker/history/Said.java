package chats.checker.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What was sent and what was asked for: how each message may look. */
final class Said {
    private record Reacting(Place place, long user, String emoji, boolean on) {}

    private final Map<ClientId, Event.Sent> sent = new HashMap<>();
    private final Map<Place, Set<String>> edits = new HashMap<>();
    private final Set<Place> deletions = new HashSet<>();
    private final Set<Reacting> reactions = new HashSet<>();

    Said(List<Log> logs) {
        for (Log log : logs) {
            for (Event event : log.events()) {
                if (event instanceof Event.Sent message) {
                    sent.put(new ClientId(log.user(), message.clientMessageId()), message);
                } else if (event instanceof Event.Asked asked) {
                    take(log.user(), asked.wish());
                }
            }
        }
    }

    private void take(long user, Wish wish) {
        if (wish instanceof Wish.Edit edit) {
            edits.computeIfAbsent(edit.place(), place -> new HashSet<>()).add(edit.text());
        } else if (wish instanceof Wish.React react) {
            reactions.add(new Reacting(react.place(), user, react.emoji(), react.on()));
        } else {
            deletions.add(wish.place());
        }
    }

    /** How it was sent; empty if nobody sent it. */
    Optional<Event.Sent> sent(Stored message) {
        return Optional.ofNullable(sent.get(message.client()));
    }

    boolean isAsSent(Stored message) {
        return sent(message)
                .filter(event -> event.text().equals(message.text()))
                .isPresent();
    }

    /** Whether the user ever asked for that reaction, or for its end. */
    boolean isAsked(Place place, long user, String emoji, boolean on) {
        return reactions.contains(new Reacting(place, user, emoji, on));
    }

    /** All that a message has said, or was to say. */
    Stream<String> texts(Stored message) {
        return Stream.concat(
                sent(message).map(Event.Sent::text).stream(), edits.getOrDefault(message.place(), Set.of()).stream());
    }

    /** Whether a message may look like this by what was asked for; one that nobody sent may look like anything. */
    boolean fits(Stored message) {
        State state = message.state();
        if (sent(message).isEmpty()) {
            return true;
        }
        if (state.deleted()) {
            return deletions.contains(message.place()) && state.equals(new State("", false, true, List.of()));
        }
        boolean isEdit = edits.getOrDefault(message.place(), Set.of()).contains(state.text());
        return (state.edited() ? isEdit : isAsSent(message))
                && state.hasNothingTwice()
                && state.reactions().stream().allMatch(reaction -> isAsked(message.place(), reaction));
    }

    private boolean isAsked(Place place, Reaction reaction) {
        return reaction.users().stream().allMatch(user -> isAsked(place, user, reaction.emoji(), true));
    }
}
