/**
 * The bus over Redis Pub/Sub, by the client library Lettuce. {@link chats.bus.redis.RedisBus} is the class to read
 * first. Nothing of this package is loaded without {@code REDIS_URL}.
 */
package chats.bus.redis;
