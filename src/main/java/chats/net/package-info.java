/** IP addresses, networks and origins of pages, compared as such and not as text. */
package chats.net;
