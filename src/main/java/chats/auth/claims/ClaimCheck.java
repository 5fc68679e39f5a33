package chats.auth.claims;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.inject.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.ClaimValue;
import org.eclipse.microprofile.jwt.Claims;

/**
 * Ends the start where a claim is injected in a way that could only go wrong: by two different names, or as a plain value into a bean that outlives
 * a request, where everybody would get the claim of whoever came first.
 */
public class ClaimCheck implements Extension {
    private static final Set<Class<? extends Annotation>> SHORT_LIVED = Set.of(Dependent.class, RequestScoped.class);
    private static final Set<Type> ASKED_LATER = Set.of(ClaimValue.class, Provider.class, Instance.class);

    private final List<String> problems = new ArrayList<>();

    void check(@Observes ProcessBean<?> event) {
        Class<? extends Annotation> scope = event.getBean().getScope();
        for (InjectionPoint place : event.getBean().getInjectionPoints()) {
            for (Annotation qualifier : place.getQualifiers()) {
                if (qualifier instanceof Claim claim) {
                    problem(claim, scope, place.getType()).ifPresent(problem -> problems.add(place + ": " + problem));
                }
            }
        }
    }

    void report(@Observes AfterDeploymentValidation event) {
        problems.forEach(problem -> event.addDeploymentProblem(new DeploymentException(problem)));
    }

    private static Optional<String> problem(Claim claim, Class<? extends Annotation> scope, Type type) {
        if (!claim.value().isEmpty()
                && claim.standard() != Claims.UNKNOWN
                && !claim.value().equals(claim.standard().name())) {
            return Optional.of("@Claim names two different claims");
        }
        Type raw = type instanceof ParameterizedType whole ? whole.getRawType() : type;
        return SHORT_LIVED.contains(scope) || ASKED_LATER.contains(raw)
                ? Optional.empty()
                : Optional.of("The bean outlives a request, and this is a claim of one; use ClaimValue or Provider");
    }
}
