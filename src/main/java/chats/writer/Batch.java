package chats.writer;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.log.Pair;
import chats.writer.BatchStore.Outcome;
import chats.writer.MessageInsert.Inserted;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One attempt to store some drafts, within one transaction. */
final class Batch {
    private final List<Draft> drafts;
    private final List<MessageDraft> messages = new ArrayList<>();
    private final List<ChangeDraft> changes = new ArrayList<>();

    /** The change of a chat with which the batch ends, or null. */
    private ChatUpdateDraft update;

    /** For each client id that is new, the first draft that has it. */
    private final Map<ClientId, MessageDraft> firsts = new HashMap<>();

    private Map<ClientId, KnownMessage> known;
    private Map<Pair, Long> direct;
    private final Map<MessageDraft, Inserted> inserted = new LinkedHashMap<>();

    /** Of a batch with changes, the outcomes of changes and repeats, each as those before it have left the messages. */
    private Map<Draft, Outcome> inOrder = Map.of();

    private MemberCheck members = MemberCheck.NOBODY;

    private String transaction;

    Batch(List<Draft> drafts) {
        this.drafts = drafts;
        for (Draft draft : drafts) {
            if (draft instanceof MessageDraft message) {
                messages.add(message);
            } else if (draft instanceof ChangeDraft change) {
                changes.add(change);
            } else {
                update = (ChatUpdateDraft) draft;
            }
        }
    }

    /**
     * Stores the drafts, but does not commit. Drafts that are stored already are found before a seq is taken, so that seqs
     * have no gaps. Then one statement inserts all messages.
     *
     * @param chats where direct chats are found
     */
    void store(Connection connection, DirectChats chats, Instant now) throws SQLException {
        known = ClientId.known(connection, messages);
        List<MessageDraft> fresh = fresh();
        direct = directChats(connection, chats, fresh, now);
        if (changes.isEmpty() && update == null) {
            insert(connection, fresh, MessageDraft::knownRemoval, now);
            insertOfMembers(connection, fresh, now);
            readRepeatsAgain(connection, fresh);
        } else {
            storeWithChanges(connection, fresh, now);
        }
    }

    /** Repeats are answered with what there is now: an answer must not come after the event of a later change. */
    private void readRepeatsAgain(Connection connection, List<MessageDraft> fresh) throws SQLException {
        if (fresh.size() < messages.size()) {
            known = ClientId.known(connection, messages);
        }
    }

    private List<MessageDraft> fresh() {
        List<MessageDraft> fresh = new ArrayList<>(messages.size());
        for (MessageDraft draft : messages) {
            ClientId id = ClientId.of(draft);
            if (id == null || !known.containsKey(id) && firsts.putIfAbsent(id, draft) == null) {
                fresh.add(draft);
            }
        }
        return fresh;
    }

    private static Map<Pair, Long> directChats(
            Connection connection, DirectChats chats, List<MessageDraft> fresh, Instant now) throws SQLException {
        Set<Pair> pairs = new HashSet<>();
        for (MessageDraft draft : fresh) {
            if (draft.pair() != null) {
                pairs.add(draft.pair());
            }
        }
        return pairs.isEmpty() ? Map.of() : chats.of(connection, pairs, now);
    }

    private void insert(
            Connection connection, List<MessageDraft> fresh, ToLongFunction<MessageDraft> removal, Instant now)
            throws SQLException {
        MessageInsert.Result result = MessageInsert.into(connection, fresh, direct, removal, now);
        inserted.putAll(result.messages());
        transaction = result.transaction() == null ? transaction : result.transaction();
    }

    /** Where somebody was removed since, nothing was inserted yet. The rows of these chats are locked. */
    private void insertOfMembers(Connection connection, List<MessageDraft> fresh, Instant now) throws SQLException {
        List<MessageDraft> repeats = fresh.size() < messages.size() ? repeatsToAsk() : List.of();
        if (inserted.size() < fresh.size() || !repeats.isEmpty()) {
            List<MessageDraft> rest = fresh.stream()
                    .filter(draft -> draft.pair() == null && !inserted.containsKey(draft))
                    .toList();
            members = MemberCheck.of(
                    connection, Stream.concat(rest.stream(), repeats.stream()).toList());
            insert(connection, rest.stream().filter(members::lets).toList(), members::removal, now);
        }
    }

    /** Repeats in chats from which somebody was removed since: whoever was removed learns nothing of what became of his message. */
    private List<MessageDraft> repeatsToAsk() {
        return messages.stream()
                .filter(draft -> draft.pair() == null && known.containsKey(ClientId.of(draft)))
                .filter(draft -> known.get(ClientId.of(draft)).removedRev() != draft.knownRemoval())
                .toList();
    }

    /**
     * Each draft finds what those before it have left, though messages are inserted first: the revs that the insert has read are
     * replaced.
     */
    private void storeWithChanges(Connection connection, List<MessageDraft> fresh, Instant now) throws SQLException {
        Set<Long> chatIds = new HashSet<>();
        fresh.forEach(draft -> chatIds.add(draft.chatId(direct)));
        changes.forEach(draft -> chatIds.add(draft.chatId()));
        if (update != null) {
            chatIds.add(update.chatId());
        }
        known.values().forEach(message -> chatIds.add(message.view().chatId()));
        ChangeStore store = ChangeStore.lock(connection, chatIds, now);
        readRepeatsAgain(connection, fresh);
        members = MemberCheck.of(
                connection,
                Stream.concat(messages.stream().filter(draft -> draft.pair() == null), changes.stream())
                        .filter(store::wasRemovedSince)
                        .toList());
        List<MessageDraft> allowed =
                fresh.stream().filter(draft -> members.refusal(draft) == null).toList();
        insert(connection, allowed, members::removal, now);
        transaction = store.transaction();
        store.read(connection, changes);
        inOrder = new HashMap<>();
        for (Draft draft : drafts) {
            if (draft instanceof ChangeDraft change) {
                inOrder.put(change, changed(change, () -> store.apply(change)));
            } else if (draft instanceof MessageDraft message
                    && inserted.computeIfPresent(message, (sent, mine) -> mine.after(store.messageStored(mine.event())))
                            == null) {
                inOrder.put(message, repeated(message, store::now));
            }
        }
        store.write(connection);
        if (update != null) {
            inOrder.put(update, changed(update, () -> new ChatUpdateStore(connection, store, now).apply(update)));
        }
    }

    /** A change, by a statement or in memory. */
    private interface Application {
        Outcome apply() throws SQLException;
    }

    private Outcome changed(Draft draft, Application change) throws SQLException {
        ErrorCode refusal = members.refusal(draft);
        try {
            return refusal == null ? change.apply() : Outcome.refused(draft, new ChatsException(refusal));
        } catch (ChatsException refused) {
            return Outcome.refused(draft, refused);
        }
    }

    /** The direct chats of those who whisper. */
    Map<Pair, Long> direct() {
        return direct;
    }

    /** The chats in which messages were stored. */
    Set<Long> chatIds() {
        return inserted.values().stream()
                .map(message -> message.view().chatId())
                .collect(Collectors.toSet());
    }

    /** The outcome of each draft, in their order. */
    List<Outcome> outcomes() {
        return drafts.stream().map(this::outcome).toList();
    }

    private Outcome outcome(Draft draft) {
        Outcome placed = inOrder.get(draft);
        if (placed != null) {
            return placed;
        }
        MessageDraft message = (MessageDraft) draft;
        Inserted mine = inserted.get(message);
        return mine == null ? repeated(message, stored -> stored) : Outcome.sent(draft, mine);
    }

    /** What is stored if the transaction was committed; null if there is nothing. */
    InDoubtCommit inDoubt(SQLException cause) {
        Map<MessagePlace, Long> revs = new HashMap<>();
        inOrder.forEach((draft, outcome) -> {
            if (outcome.event() != null) {
                MessagePlace place =
                        new MessagePlace(draft.chatId(), outcome.event().target());
                revs.merge(place, outcome.event().rev(), Math::max);
            }
        });
        return transaction == null ? null : new InDoubtCommit(transaction, List.copyOf(inserted.values()), revs, cause);
    }

    /** @param now gives a message as the changes of this batch have left it so far */
    private Outcome repeated(MessageDraft draft, UnaryOperator<KnownMessage> now) {
        KnownMessage before = before(draft);
        if (members.refusal(draft) != null || before == null) {
            return Outcome.refused(draft, new ChatsException(gone(draft)));
        }
        KnownMessage stored = now.apply(before);
        return draft.sameAs(stored)
                ? Outcome.known(draft, stored)
                : Outcome.refused(
                        draft,
                        new ChatsException(ErrorCode.CONFLICT, "This clientMessageId was used for another message."));
    }

    /** What was stored before, or with this batch, under the draft's client id; or null. */
    private KnownMessage before(MessageDraft draft) {
        ClientId id = ClientId.of(draft);
        if (id == null || known.containsKey(id)) {
            return id == null ? null : known.get(id);
        }
        Inserted first = inserted.get(firsts.get(id));
        return first == null ? null : new KnownMessage(first.view(), null, null, draft.knownRemoval());
    }

    /**
     * Why nothing was stored: the author was removed, or somebody has deleted the chat. The chat of two users is made again by the next
     * whisper. A draft with the id of an earlier one that was refused may be sent again.
     */
    private ErrorCode gone(MessageDraft draft) {
        ErrorCode refusal = members.refusal(draft);
        if (refusal != null) {
            return refusal;
        }
        boolean isFirst = firsts.getOrDefault(ClientId.of(draft), draft) == draft;
        return draft.pair() == null && isFirst ? ErrorCode.CHAT_NOT_FOUND : ErrorCode.UNAVAILABLE;
    }
}
