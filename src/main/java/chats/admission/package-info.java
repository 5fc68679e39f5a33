/**
 * Limits for clients that have not shown a valid token: how much each address, and all addresses together, may take of
 * the server. Also determines the client's address, and has the fair queue in which expensive tasks wait. Read
 * {@link chats.admission.Budgets} first.
 */
package chats.admission;
