package chats.socketio.engine;

import java.util.Optional;

/**
 * What is kept of the request that opened a session. Must not refer to the request itself, because it lives as long as
 * the session.
 *
 * @param owner the user of the session, if known at the handshake; otherwise a namespace may bind one, see
 *     {@link EngineSession#claim}
 * @param identity an object of the application, which its namespaces can read when a client connects
 * @param lease what the session takes of the server's budgets
 */
public record Handshake(Optional<Object> owner, Object identity, SessionLease lease) {}
