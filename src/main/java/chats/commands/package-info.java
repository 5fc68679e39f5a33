/** The events that clients send: the one place where they are validated, authorised and answered, for both socket doors. */
package chats.commands;
