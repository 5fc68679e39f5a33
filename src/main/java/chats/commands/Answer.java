package chats.commands;

import chats.errors.ChatsException;

/**
 * Takes the answer to one command and sends it to the client. Exactly one of its methods is called, once, on any
 * thread.
 */
public interface Answer {
    /** @param json the acknowledgement's data */
    void acknowledge(String json);

    void refuse(ChatsException refusal);
}
