package chats.bus;

/**
 * Something that is done in one piece to what all nodes share. It is Redis' Lua: {@code KEYS[1]} is what it is done to, {@code ARGV}
 * what else it is told, and it returns whole numbers.
 */
public record AtomicScript(String lua) {}
