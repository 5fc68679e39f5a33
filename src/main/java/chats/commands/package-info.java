/**
 * What all commands that clients send over sockets have in common: they are found by name, their data is read and checked, the
 * user's rate is taken, and each is answered once. Read {@link chats.commands.CommandDispatcher} first. The commands
 * themselves are in the packages of their features. {@link chats.commands.RequestOrigin} names the user of a REST call, too.
 */
package chats.commands;
