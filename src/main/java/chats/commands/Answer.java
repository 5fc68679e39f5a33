package chats.commands;

import chats.errors.ChatsException;

/** Where the answer to one client event goes; called once, on any thread. */
public interface Answer {
    /** @param json the acknowledgement's data */
    void acknowledge(String json);

    void refuse(ChatsException refusal);
}
