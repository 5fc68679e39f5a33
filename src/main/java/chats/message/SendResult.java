package chats.message;

/**
 * The result of a request to send.
 *
 * @param fresh false if the message had been stored before under the same client id
 */
public record SendResult(StoredMessage sent, boolean fresh) {}
