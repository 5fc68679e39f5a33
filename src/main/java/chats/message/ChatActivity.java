package chats.message;

/** Learns of the chats in which something was said. Implemented by the package of chats, which sorts a user's list by it. */
public interface ChatActivity {
    /** Something new was said in this chat, and is stored; called before anybody is told. */
    void said(long chatId);
}
