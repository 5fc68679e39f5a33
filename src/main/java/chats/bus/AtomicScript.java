package chats.bus;

/**
 * A Lua script that Redis runs atomically on data that all nodes share. {@code KEYS[1]} is the key, {@code ARGV} the
 * arguments; the script returns whole numbers.
 */
public record AtomicScript(String lua) {}
