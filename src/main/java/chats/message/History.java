package chats.message;

import java.util.List;

/**
 * A part of a chat's messages or a pair's whispers, ascending by seq.
 *
 * @param lastSeq the highest seq there is at the time of the read, whatever the part holds
 */
public record History<T>(List<T> data, long lastSeq) {}
