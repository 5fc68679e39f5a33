/**
 * Chats: rooms, messages and whispers over REST, plain WebSocket and Socket.IO.
 *
 * <p>One package for each feature, and dependencies in one direction only; each line may use those below it:
 *
 * <pre>
 * transports                the two socket doors: plain WebSocket and the Socket.IO namespace
 * rest                      what every REST call passes once its caller is known
 * commands                  what clients send over the sockets: checked, allowed and answered in one place
 * live                      the hub: who hears what, in which order
 * chat                      chats and their members
 * message                   messages and whispers: stored in groups, read by seq
 * auth                      tokens, keys, passwords
 * users                     who people are
 * limits                    how much of the server one user may take
 * socketio                  Engine.IO and Socket.IO as a library; knows nothing of chats
 * outbox                    a bounded queue with one writer, for any connection
 * bus                       what the nodes of one deployment tell each other
 * edge                      what sees a connection or a request before anything else does
 * http                      JSON bodies, pages and problem documents around the REST resources
 * admission                 what an address is, and how much one may take before anybody is known
 * threads                   what runs the hot path
 * counters                  numbers that the hot path counts for the metrics
 * liberty                   reaching into the container where it has no API
 * errors, json, settings    the tables that everything shares
 * names                     what a name may hold, and which names look alike
 * net                       IP addresses, networks, origins of pages
 * schema                    the database's shape, and taking over the original's
 * database                  the pools of connections to the database
 * ops                       health, metrics and API documents; may read all of the above
 * </pre>
 */
package chats;
