/**
 * The tables of the database: created, migrated and taken over from the original before anything else uses them. Start
 * with {@link chats.schema.Schema}; {@code Migrations} runs the SQL files, {@code Preflight} refuses databases that
 * cannot be used.
 */
package chats.schema;
