/** The edge: what sees a connection or a request before anything else does. */
package chats.edge;
