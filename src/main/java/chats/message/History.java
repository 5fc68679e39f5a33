package chats.message;

import chats.log.Message;
import java.util.List;

/**
 * A part of a chat's messages, ascending by seq.
 *
 * @param lastSeq the highest seq there is at the time of the read, whatever the part holds
 */
public record History(List<Message> data, long lastSeq) {}
