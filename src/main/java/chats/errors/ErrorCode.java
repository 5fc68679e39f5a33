package chats.errors;

import java.util.Locale;

/** The table of errors. REST answers with the status, sockets with the code and the sentence. */
public enum ErrorCode {
    VALIDATION_FAILED(400, "The request does not have the required form."),
    UNKNOWN_EVENT(400, "There is no event of this name."),
    UNAUTHORIZED(401, "A valid access token is required."),
    TOKEN_EXPIRED(401, "The access token has expired."),
    FORBIDDEN(403, "This is for others."),
    NOT_A_MEMBER(403, "Only members may do this with a chat."),
    NOT_FOUND(404, "There is nothing at this address."),
    CHAT_NOT_FOUND(404, "There is no such chat."),
    MESSAGE_NOT_FOUND(404, "There is no such message."),
    USER_NOT_FOUND(404, "There is no such user."),
    METHOD_NOT_ALLOWED(405, "This address does not answer to this method."),
    NOT_ACCEPTABLE(406, "The answer is JSON; the request accepts something else only."),
    CONFLICT(409, "This cannot be done as things are now."),
    TOO_LARGE(413, "This is larger than allowed."),
    UNSUPPORTED_MEDIA_TYPE(415, "The body must be application/json."),
    RATE_LIMITED(429, "Too many requests; try again later."),
    INTERNAL(500, "Something went wrong here."),
    UNAVAILABLE(503, "Not known to be stored or not reachable now; send it again with the same id.");

    private final int status;
    private final String sentence;
    private final String code = name().toLowerCase(Locale.ROOT);

    ErrorCode(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The code as clients see it, such as {@code chat_not_found}. */
    public String code() {
        return code;
    }

    /** The message for clients if there is no more specific one. */
    public String sentence() {
        return sentence;
    }

    /** Whether the client is at fault, not the server. */
    public boolean isTheClients() {
        return status < 500;
    }

    /** The code for an error status that the container has set. */
    public static ErrorCode ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 409 -> CONFLICT;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> RATE_LIMITED;
            case 503 -> UNAVAILABLE;
            default -> status >= 400 && status < 500 ? VALIDATION_FAILED : DrainState.unexpected();
        };
    }
}
