package chats.socketio.engine;

import java.util.Optional;

/**
 * What is remembered of the request that opened a session, for as long as it lives; nothing of the request itself.
 *
 * @param owner to whom the session belongs from the start, see {@link EngineSession#claim}; empty until somebody claims it
 * @param identity what the application wants to know of the request when a namespace is asked for
 * @param lease what the session takes of the server
 */
public record Handshake(Optional<Object> owner, Object identity, SessionLease lease) {}
