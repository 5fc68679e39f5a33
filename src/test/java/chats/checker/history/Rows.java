package chats.checker.history;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the database holds.
 *
 * @param lasts what it says itself to be the highest seq and rev of each talk
 * @param changes the latest of each message that was changed
 * @param traces marks of texts, and hashes, that are found in any column of any table
 */
public record Rows(List<Stored> messages, Map<Talk, Position> lasts, List<Change> changes, Set<String> traces) {}
