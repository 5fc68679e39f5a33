/** What can go wrong, once for all doors: a table of codes and the exception that carries one. */
package chats.errors;
