package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.RunningServer;
import java.io.IOException;

/**
 * A client that connects, enters a chat, and from then on neither reads nor answers: one for each transport. To the server it
 * looks like a peer whose network is gone without a word.
 */
enum Sleeper {
    PLAIN {
        @Override
        Asleep fallAsleep(RunningServer server, Person person, ChatRoom chat) throws IOException {
            RawSocket socket = new RawSocket(server, person.token());
            socket.enters(chat);
            return new Asleep(socket) {
                @Override
                void findsItselfCut(int code) throws IOException {
                    int closed = socket.closeCode();
                    assertTrue(closed == code || closed == 1006, () -> "closed with " + closed);
                }
            };
        }
    },
    SOCKET_IO_BY_WEBSOCKET {
        @Override
        Asleep fallAsleep(RunningServer server, Person person, ChatRoom chat) throws IOException {
            RawSocket socket = new RawSocket(server, "/socket.io/?EIO=4&transport=websocket", "");
            assertTrue(socket.receive().text().startsWith("0{"), "the handshake");
            socket.sendText("40/chats,{\"token\":\"" + person.token() + "\"}");
            assertTrue(socket.receive().text().startsWith("40/chats,"), "connected");
            socket.sendText("42/chats,1[\"enter_chat\"," + entering(chat) + "]");
            assertTrue(socket.receive().text().startsWith("43/chats,1["), "entered");
            return new Asleep(socket) {
                @Override
                void findsItselfCut(int code) throws IOException {
                    RawSocket.Received last = socket.last();
                    while (last.opcode() == RawSocket.TEXT) {
                        String text = last.text();
                        assertFalse(text.startsWith("41"), "a DISCONNECT would end the client's retries");
                        last = socket.last();
                    }
                }
            };
        }
    },
    SOCKET_IO_BY_POLLING {
        @Override
        Asleep fallAsleep(RunningServer server, Person person, ChatRoom chat) {
            Polling polling = Polling.open(server);
            polling.posts("40/chats,{\"token\":\"" + person.token() + "\"}");
            polling.polls("40/chats,");
            polling.posts("42/chats,1[\"enter_chat\"," + entering(chat) + "]");
            polling.polls("43/chats,1[");
            return new Asleep(() -> {}) {
                @Override
                void findsItselfCut(int code) {
                    assertEquals(400, polling.poll().statusCode(), "there is no such session any more");
                }
            };
        }
    };

    /** From falling asleep to its end. */
    abstract static class Asleep implements AutoCloseable {
        private final AutoCloseable connection;

        Asleep(AutoCloseable connection) {
            this.connection = connection;
        }

        /**
         * Wakes up after the server has given it up and finds the connection ended as the contract says.
         *
         * @param code the close code of the plain door; nothing is left to carry it where nobody reads
         */
        abstract void findsItselfCut(int code) throws IOException;

        @Override
        public void close() throws Exception {
            connection.close();
        }
    }

    abstract Asleep fallAsleep(RunningServer server, Person person, ChatRoom chat) throws IOException;

    private static String entering(ChatRoom chat) {
        return "{\"chatIds\":[" + chat.id() + "]}";
    }
}
