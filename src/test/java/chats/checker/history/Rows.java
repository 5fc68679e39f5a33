package chats.checker.history;

import java.util.List;
import java.util.Map;

/**
 * What the database holds.
 *
 * @param lastSeqs what it says itself to be the highest seq of each talk
 */
public record Rows(List<Stored> messages, Map<Talk, Long> lastSeqs) {}
