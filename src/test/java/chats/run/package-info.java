/** Runs what Chats needs as processes of their own: PostgreSQL and the server, for {@code mvn} and for the tests. */
package chats.run;
