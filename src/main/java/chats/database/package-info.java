/**
 * The container's pools of database connections, opened with the credentials of the settings.
 * {@link chats.database.Pool} is what other packages use.
 */
package chats.database;
