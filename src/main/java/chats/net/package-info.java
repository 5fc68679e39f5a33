/**
 * IP addresses, networks and origins of pages, which are compared by meaning and not as text. Read
 * {@link chats.net.Address} first.
 */
package chats.net;
