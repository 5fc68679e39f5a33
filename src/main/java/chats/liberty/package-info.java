/** What Chats reaches of Open Liberty without an API. Everything is found by name, and found to be missing before it is needed. */
package chats.liberty;
