package chats.http;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.json.Json;
import chats.json.RequestParser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Reads the request records of resources from JSON, strictly, and validates the constraints of their components. So a
 * resource gets only valid records. A body may have {@value #MAX_BYTES} bytes of UTF-8.
 */
@Provider
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
public class JsonReader implements MessageBodyReader<Object> {
    static final int MAX_BYTES = 64 * 1024;

    /** Injected into a field, because a provider must have a public constructor without arguments. */
    @Inject
    RequestParser requests;

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    /**
     * Reads the record in the body.
     *
     * @throws ChatsException {@code too_large} or {@code validation_failed}
     */
    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body) {
        return requests.read(Json.read(bytes(body)), type);
    }

    /**
     * Reads the whole body.
     *
     * @throws ChatsException {@code too_large}; {@code validation_failed} if reading fails
     */
    public static byte[] bytes(InputStream body) {
        byte[] bytes;
        try {
            bytes = body.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new ChatsException(ErrorCode.VALIDATION_FAILED, "The body cannot be read to its end.");
        }
        if (bytes.length > MAX_BYTES) {
            throw tooLarge();
        }
        return bytes;
    }

    static ChatsException tooLarge() {
        return new ChatsException(ErrorCode.TOO_LARGE, "A body is at most " + MAX_BYTES + " bytes.");
    }
}
