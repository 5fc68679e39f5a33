package chats.checker.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a device was told to be none of its user's business, and when. */
final class Refusals {
    static final String STRANGER = "not_a_member";
    static final String HIDDEN = "message_not_found";
    static final Set<String> OF_STRANGERS = Set.of(STRANGER, HIDDEN);

    private final Log log;
    private final Members members;
    private final Map<String, Long> firstAsked = new HashMap<>();
    private final Map<String, Talk> talks = new HashMap<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Set<String> wrong = new HashSet<>();

    Refusals(Log log, Members members) {
        this.log = log;
        this.members = members;
        for (int number = 0; number < log.events().size(); number++) {
            take(log.events().get(number), log.moment(number));
        }
    }

    private void take(Event event, long moment) {
        if (event instanceof Event.Sent sent) {
            ask(sent.clientMessageId(), sent.talk(), moment);
        } else if (event instanceof Event.Asked asked) {
            ask(asked.wish().id(), asked.wish().place().talk(), moment);
        } else if (event instanceof Event.UpdateAsked asked) {
            ask(asked.update().id(), asked.update().chat(), moment);
        } else if (event instanceof Event.Refused refused && !isRight(refused, moment)) {
            wrong.add(refused.id());
        }
    }

    private void ask(String id, Talk talk, long moment) {
        firstAsked.putIfAbsent(id, moment);
        talks.put(id, talk);
        attempts.merge(id, 1, Integer::sum);
    }

    // Of several attempts, nobody knows which one was refused.
    private boolean isRight(Event.Refused refused, long moment) {
        Long asked = firstAsked.get(refused.id());
        return refused.code().equals(STRANGER)
                && asked != null
                && members.mayHaveBeenOutside(talks.get(refused.id()), log.user(), asked, moment);
    }

    /** Whether it was refused, and not because its user may have been no member then. */
    boolean isWrong(String id) {
        return wrong.contains(id);
    }

    /** Whether it was asked for only once, so that a refusal says that it has not taken place. */
    boolean isCertain(String id) {
        return attempts.get(id) == 1;
    }

    /** Whether the message may have been hidden from the user. */
    boolean mayHide(Place place) {
        return members.mayHide(place.talk(), log.user(), place.seq());
    }
}
