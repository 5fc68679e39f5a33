/**
 * JSON for REST and both transports: read strictly, written with every field present. {@link chats.json.Json} is the
 * mapper, {@link chats.json.RequestParser} makes checked request records.
 */
package chats.json;
