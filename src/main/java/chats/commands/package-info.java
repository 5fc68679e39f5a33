/**
 * The commands that clients send over both transports: the one place where they are validated, authorised and answered.
 * Read {@link chats.commands.CommandDispatcher} first; the records are the commands' data.
 */
package chats.commands;
