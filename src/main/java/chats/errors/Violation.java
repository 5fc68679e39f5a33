package chats.errors;

/** One field of a request that does not have the required form. */
public record Violation(String field, String message) {}
