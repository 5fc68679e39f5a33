/**
 * The errors of all transports: {@link chats.errors.ErrorCode} is the table of codes,
 * {@link chats.errors.ChatsException} carries one, {@link chats.errors.Problem} and {@link chats.errors.SocketError}
 * are what clients receive.
 */
package chats.errors;
