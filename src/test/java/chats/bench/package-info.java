/** How fast it is and how far it goes: a database of any size, plans of the statements, benchmarks of small parts, plots. */
package chats.bench;
