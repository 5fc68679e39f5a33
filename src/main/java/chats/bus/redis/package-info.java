/** The bus by Redis: Pub/Sub for what nodes tell each other, through Lettuce. Nothing of it is loaded without {@code REDIS_URL}. */
package chats.bus.redis;
