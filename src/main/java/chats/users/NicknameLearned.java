package chats.users;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * This node has learned that some users have other nicknames, whichever node gave them. Fired as a CDI event, in the order in
 * which nicknames follow each other; so whoever keeps one takes this one in its place.
 *
 * @param users by their ids
 */
public record NicknameLearned(Map<Long, User> users) {
    public static NicknameLearned of(Collection<User> users) {
        return new NicknameLearned(users.stream().collect(Collectors.toMap(User::id, Function.identity())));
    }
}
