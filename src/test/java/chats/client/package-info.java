/** What the tests' clients share: REST, JSON by a mapper that is not the server's, and what the contract says an answer looks like. */
package chats.client;
