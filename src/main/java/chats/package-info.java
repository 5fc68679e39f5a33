/**
 * Chats: rooms, messages and whispers over REST, plain WebSocket and Socket.IO.
 *
 * <p>There is one package for each feature. A package may depend only on those below it in this list:
 *
 * <pre>
 * transports                plain WebSocket and Socket.IO: frames in, frames out
 * rest                      the last filter before the REST resources: limits the calls of each user
 * presence                  what matters only at its moment: who is there, who is typing
 * reading                   who has read how far, and how each user wants to see his chats
 * live                      the hub: which sockets receive what, in which order, and what they missed
 * chat                      chats and their members
 * changes                   edits, deletions and reactions
 * message                   messages and whispers: sending, changing and reading them
 * writer                    stores messages and changes, many at a time, each once
 * marks                     stores how far each member has read, many marks at a time
 * log                       the log of each chat: its messages and changes in one order, and how they are read
 * commands                  what all commands over sockets have in common; each feature adds its own
 * blocks                    who blocks whom
 * auth                      logins, tokens, keys, passwords
 * users                     accounts, nicknames, search; a cache of what was read of users
 * limits                    how much of the server one user may use
 * socketio                  Engine.IO and Socket.IO as a library; depends on nothing of chats
 * outbox                    a bounded queue with one writer, for any connection
 * bus                       messages between the nodes of one deployment
 * edge                      the strict check of each connection and request before anything else
 * http                      JSON bodies, pages and problem documents for the REST resources
 * admission                 limits for each address before its clients are authenticated
 * threads                   the executors of the hot path
 * counters                  numbers that the hot path counts for the metrics
 * liberty                   access to parts of the container that have no API
 * errors, json, settings    what every package shares
 * names                     what a name may contain, and which names look alike
 * net                       IP addresses, networks, origins of pages
 * schema                    the tables of the database: created, migrated, taken over from the original
 * database                  the pools of database connections; times, and statements of many rows
 * ops                       health, metrics and API documents; may use all of the above
 * </pre>
 */
package chats;
