/** The database's shape: made, kept up to date and taken over from the original before anything else uses it. */
package chats.schema;
