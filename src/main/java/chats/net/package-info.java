/** IP addresses and networks, compared as such and not as text. */
package chats.net;
