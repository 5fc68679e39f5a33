/**
 * The checker: devices talk through every door while things break, and record what they sent, what they were told and what
 * they heard; afterwards the judge compares that with the database. {@link chats.checker.Checker} is the program.
 */
package chats.checker;
