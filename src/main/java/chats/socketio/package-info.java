/**
 * Socket.IO protocol 5 for any servlet container, as a library that knows nothing of its application.
 *
 * <p>An application registers its namespaces by name ("/" too, if clients may connect to it), decides who may open a
 * session ({@link chats.socketio.engine.SessionAdmission}), and maps the servlet:
 *
 * <pre>{@code
 * Namespace echo = request -> completedFuture(Decision.accept(socket -> new SocketHandler() {
 *     public void onEvent(String event, List<JsonNode> args, Ack ack) {
 *         socket.emit(event, args.isEmpty() ? "null" : args.get(0).toString());
 *         ack.send("\"heard\"");
 *     }
 *     public void onDisconnect(String reason) {}
 * }));
 * SocketIo io = new SocketIo(SocketIoSettings.DEFAULTS, admission, executor, scheduler,
 *         Map.of("/", Namespace.QUIET, "/echo", echo));
 * ServletRegistration.Dynamic servlet = servletContext.addServlet("socket.io", io.servlet());
 * servlet.setAsyncSupported(true);
 * servlet.addMapping("/socket.io/*");          // and io.close() when the application ends
 * }</pre>
 *
 * <p>A client is a guest until a namespace that authenticates its users has accepted it. (Any namespace does, unless it
 * uses {@link chats.socketio.Decision#acceptGuest}.) What a guest may send and the time it has are bounded. What guests
 * and users may take of the server together is decided by the application's {@link chats.socketio.engine.SessionLease}.
 *
 * <p>Packets of a client are handled one at a time, on the container's thread that read them, so a slow handler delays
 * only its own client. Packets to a client wait in its outbox and are written by the executor; sending never blocks. A
 * {@link chats.socketio.Broadcast} is encoded once for all its receivers.
 *
 * <p>Read {@link chats.socketio.SocketIo} first, then {@link chats.socketio.Client}.
 */
package chats.socketio;
