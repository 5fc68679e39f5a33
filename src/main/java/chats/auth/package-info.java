/** Tokens, keys and passwords: who a request comes from. */
package chats.auth;
