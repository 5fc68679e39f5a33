package chats.checker;

import chats.checker.history.Stored;
import chats.checker.history.Talk;
import chats.checker.history.Wish;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** What a device comes up with: mostly new messages, and changes of those that were sent lately. */
final class Ideas {
    private static final int WHISPERS = 4;
    private static final int CHANGES = 6;
    private static final int POISONED = 6;
    private static final int RALLIES = 60;
    private static final int EDITS_AGAIN = 4;

    /** Of the changes by the admin of all chats: those in which others' messages may be deleted. */
    private static final int MODERATED = 6;

    /** Of ten changes. */
    private static final int REACTIONS = 4;

    private static final int DELETIONS = 1;

    private static final List<String> EMOJIS = List.of(
            "\uD83D\uDC4D", // one code point
            "\u2764\uFE0F", // with a variation selector
            "\uD83C\uDDF0\uD83C\uDDF7", // a flag
            "1\uFE0F\u20E3", // a keycap, which begins with a digit
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66", // a family
            "\uD83D\uDC4D\uD83C\uDFFD"); // with a tone of skin

    private final Device device;
    private final Random random;
    private final Moderating moderating;
    private int made;

    Ideas(Device device) {
        this.device = device;
        this.random = device.random;
        this.moderating = new Moderating(device, this::newId);
    }

    /** @param underWay what is not settled yet */
    List<Outgoing> next(Collection<Outgoing> underWay) {
        List<Outgoing> updates = moderating.next();
        if (!updates.isEmpty()) {
            return updates;
        }
        List<Outgoing> changes = random.nextInt(CHANGES) == 0 ? changes(underWay) : List.of();
        return changes.isEmpty() ? List.of(message()) : changes;
    }

    // Of two edits at once, the first must not come back when it is sent again.
    private List<Outgoing> changes(Collection<Outgoing> underWay) {
        boolean reacts = random.nextInt(10) < REACTIONS;
        boolean moderates = device.crowd.isFirst(device.owner) && random.nextInt(MODERATED) == 0;
        Optional<Stored> target =
                device.recent.any(message -> reacts || isOwn(message) || moderates && isInRoom(message), random);
        if (target.isPresent() && random.nextInt(RALLIES) == 0) {
            device.crowd.rally(target.get());
        }
        int times = !reacts && random.nextInt(EDITS_AGAIN) == 0 ? 2 : 1;
        return Stream.generate(() -> target.flatMap(message -> change(message, reacts, underWay)))
                .limit(times)
                .flatMap(Optional::stream)
                .toList();
    }

    /** A change of this very message, to which others come as well; empty if it is not the device's to change now. */
    Optional<Outgoing> join(Stored rally, Collection<Outgoing> underWay) {
        boolean concerns = device.chats.contains(rally.talk()) || rally.talk().belongsTo(device.owner.id());
        boolean reacts = !isOwn(rally) || random.nextInt(10) < REACTIONS;
        return concerns ? change(rally, reacts, underWay) : Optional.empty();
    }

    private Outgoing message() {
        String id = newId();
        if (random.nextInt(WHISPERS) == 0) {
            List<Person> people = device.crowd.people();
            long other = people.get(random.nextInt(people.size())).id();
            return new OutgoingMessage(id, Talk.Whispers.between(device.owner.id(), other), other, text(id));
        }
        Talk.Chat chat = device.chats.get(random.nextInt(device.chats.size()));
        return new OutgoingMessage(id, chat, chat.id(), text(id));
    }

    private Optional<Outgoing> change(Stored target, boolean reacts, Collection<Outgoing> underWay) {
        String id = newId();
        Wish wish = reacts ? reaction(id, target) : editOrDeletion(id, target);
        boolean crosses = underWay.stream().anyMatch(other -> isSameReaction(other, wish));
        return crosses
                ? Optional.empty()
                : Optional.of(new OutgoingChange(wish, device.crowd.views().chatId(target.talk())));
    }

    private Wish reaction(String id, Stored target) {
        String emoji = EMOJIS.get(random.nextInt(EMOJIS.size()));
        return new Wish.React(id, target.place(), emoji, random.nextInt(3) > 0);
    }

    private Wish editOrDeletion(String id, Stored target) {
        return !isOwn(target) || random.nextInt(10 - REACTIONS) < DELETIONS
                ? new Wish.Delete(id, target.place())
                : new Wish.Edit(id, target.place(), text(id));
    }

    // Of two that cross each other, nobody knows which one came last.
    private static boolean isSameReaction(Outgoing other, Wish wish) {
        return wish instanceof Wish.React react
                && other instanceof OutgoingChange change
                && change.wish instanceof Wish.React before
                && before.place().equals(react.place())
                && before.emoji().equals(react.emoji());
    }

    private static boolean isInRoom(Stored message) {
        return message.talk() instanceof Talk.Chat;
    }

    private boolean isOwn(Stored message) {
        return message.author() == device.owner.id();
    }

    private String newId() {
        return device.name + "-" + ++made;
    }

    private String text(String id) {
        boolean poisoned = device.crowd.isPoisoned() && random.nextInt(POISONED) == 0;
        return Texts.random(id, poisoned, random);
    }
}
