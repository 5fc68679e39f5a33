package chats.json;

import chats.errors.ChatsException;
import chats.errors.Violation;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Turns JSON into request records and checks the constraints on their components. */
@ApplicationScoped
public class RequestParser {
    private final Validator validator;

    @Inject
    public RequestParser(Validator validator) {
        this.validator = validator;
    }

    /**
     * A request record whose constraints hold.
     *
     * @throws ChatsException {@code validation_failed}, with the fields at fault
     */
    public <T> T read(JsonNode json, Class<T> type) {
        return check(Json.bind(json, type));
    }

    /**
     * The request itself, if its constraints hold.
     *
     * @throws ChatsException {@code validation_failed}, with the fields at fault
     */
    public <T> T check(T request) {
        Set<ConstraintViolation<T>> broken = validator.validate(request);
        if (broken.isEmpty()) {
            return request;
        }
        List<Violation> violations = new ArrayList<>();
        broken.forEach(v -> violations.add(new Violation(v.getPropertyPath().toString(), v.getMessage())));
        throw ChatsException.invalid(violations);
    }
}
