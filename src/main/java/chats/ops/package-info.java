/** What operators see: health, metrics, the documents of both APIs, and whether the server was started in good order. */
package chats.ops;
