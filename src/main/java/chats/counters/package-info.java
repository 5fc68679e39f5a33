/**
 * Counters for {@code /metrics} that are cheap enough to be used for each message. Read {@link chats.counters.Counter}
 * first.
 */
package chats.counters;
