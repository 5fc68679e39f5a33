package chats.http;

import chats.errors.ChatsException;
import chats.errors.DatabaseErrors;
import chats.errors.DrainState;
import chats.errors.ErrorCode;
import chats.errors.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;

/**
 * Turns each exception of a resource, or on the way to it, into a problem document. Unexpected exceptions are logged.
 */
@Provider
@ApplicationScoped
public class FailureMapper implements ExceptionMapper<Throwable> {
    private static final System.Logger LOG = System.getLogger(FailureMapper.class.getName());

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() < 400) {
            return refused.getResponse();
        }
        Response response = Problems.response(refusal(failure));
        if (failure instanceof NotAllowedException refused) {
            String allowed = refused.getResponse().getHeaderString(HttpHeaders.ALLOW);
            return Response.fromResponse(response)
                    .header(HttpHeaders.ALLOW, allowed)
                    .build();
        }
        return response;
    }

    private static ChatsException refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ChatsException refusal) {
                return refusal;
            }
            if (cause instanceof ConstraintViolationException broken) {
                return ChatsException.invalid(broken.getConstraintViolations().stream()
                        .map(v -> new Violation(v.getPropertyPath().toString(), v.getMessage()))
                        .toList());
            }
        }
        if (failure instanceof WebApplicationException refused) {
            return new ChatsException(ErrorCode.ofStatus(refused.getResponse().getStatus()));
        }
        if (DatabaseErrors.unavailable(failure)) {
            LOG.log(Level.WARNING, "The database did not answer: {0}", failure.getMessage());
            return new ChatsException(ErrorCode.UNAVAILABLE);
        }
        LOG.log(Level.ERROR, "A request failed", failure);
        return new ChatsException(DrainState.unexpected());
    }
}
