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
     * Converts JSON to a request record and checks its constraints.
     *
     * @throws ChatsException {@code validation_failed}, with the invalid fields
     */
    public <T> T read(JsonNode json, Class<T> type) {
        return check(Json.bind(json, type));
    }

    /**
     * Checks the constraints of the request and returns it.
     *
     * @throws ChatsException {@code validation_failed}, with the invalid fields
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
