/**
 * Admission before anybody is known: what the address of a request is, and how much of the server one address and all
 * addresses together may take while they have not shown a valid token.
 */
package chats.admission;
