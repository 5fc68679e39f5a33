/**
 * The container's pools of database connections, opened with the credentials of the settings.
 * {@link chats.database.Pool} is what other packages use,
 * with {@link chats.database.Utc} for times, {@link chats.database.SqlArrays} for statements of many rows, and
 * {@link chats.database.ChangeTrail} for what each node has to find out by itself.
 */
package chats.database;
