package chats.checker.history;

import java.util.List;

/**
 * What the database holds of a chat itself.
 *
 * @param latest the last change of it, in which nobody is added or removed; its rev is 0 if there was none
 * @param seesAll whether members see what was said before they were added
 * @param stays of all who are or were members
 */
public record Room(ChatChange latest, boolean seesAll, List<Stay> stays) {}
