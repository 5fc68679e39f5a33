/** The server's pools of connections to the database, opened with the login that the settings give. */
package chats.database;
