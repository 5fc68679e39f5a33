/** Holds what the running server says to its own documents: OpenAPI for REST, AsyncAPI for the sockets. */
package chats.documents;
