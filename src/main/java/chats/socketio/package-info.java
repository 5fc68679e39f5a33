/**
 * Socket.IO protocol 5 for any servlet container, as a library that knows nothing of its application.
 *
 * <p>An application registers its namespaces by name, "/" included if clients may connect to it, says who may come in
 * ({@link chats.socketio.engine.SessionAdmission}), and maps the servlet:
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
 * <p>Who comes in is a guest until a namespace that knows its users has accepted it (any but those that use
 * {@link chats.socketio.Decision#acceptGuest}): bounded in what it sends and in the time it has. What guests and users take of the server in
 * all is up to the application's {@link chats.socketio.engine.SessionLease}.
 *
 * <p>What a client sends is handled on the container's thread that read it, one packet of a client at a time: a handler
 * that takes its time slows down its own client. What is sent to a client waits in its outbox and is written by the
 * executor; nothing that sends ever blocks. {@link chats.socketio.Broadcast} is encoded once for all its listeners.
 */
package chats.socketio;
