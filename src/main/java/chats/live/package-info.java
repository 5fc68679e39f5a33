/** The hub: who is connected, who hears which chat, in which order, and what was missed. */
package chats.live;
