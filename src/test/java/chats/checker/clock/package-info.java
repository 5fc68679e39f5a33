/** What goes into a node's application to give it a clock of its own. */
package chats.checker.clock;
