/**
 * The container's pools of database connections, opened with the credentials of the settings.
 * {@link chats.database.Pool} is what other packages use,
 * with {@link chats.database.Utc} for times and {@link chats.database.SqlArrays} for statements of many rows.
 */
package chats.database;
