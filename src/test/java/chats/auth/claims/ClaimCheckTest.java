package chats.auth.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.ClaimValue;
import org.eclipse.microprofile.jwt.Claims;
import org.junit.jupiter.api.Test;

/** Claims that are injected where they could only be wrong: the container is told not to start, and where they are. */
class ClaimCheckTest {
    @ApplicationScoped
    static class OfWhoeverCameFirst {
        @Inject
        @Claim("sub")
        String subject;
    }

    @RequestScoped
    static class OfTwoNames {
        @Inject
        @Claim(value = "sub", standard = Claims.upn)
        String name;
    }

    @ApplicationScoped
    static class AskedLater {
        @Inject
        @Claim("sub")
        ClaimValue<String> value;

        @Inject
        @Claim("sub")
        Provider<String> provider;

        @Inject
        @Claim("sub")
        Instance<String> instance;
    }

    @RequestScoped
    static class OfOneRequest {
        @Inject
        @Claim("sub")
        String subject;

        @Inject
        @Claim(value = "upn", standard = Claims.upn)
        String sameTwice;
    }

    @Dependent
    static class OfItsOwner {
        @Inject
        @Claim(standard = Claims.sub)
        String subject;
    }

    @Test
    void aPlainClaimInABeanThatOutlivesARequestIsRefused() throws Exception {
        String problem = problems(OfWhoeverCameFirst.class).get(0);

        assertTrue(problem.contains("OfWhoeverCameFirst.subject"), problem);
        assertTrue(problem.contains("The bean outlives a request, and this is a claim of one"), problem);
    }

    @Test
    void twoNamesAreRefused() throws Exception {
        String problem = problems(OfTwoNames.class).get(0);

        assertTrue(problem.contains("OfTwoNames.name"), problem);
        assertTrue(problem.contains("@Claim names two different claims"), problem);
    }

    @Test
    void whatIsAskedLaterOrLivesAsLongAsARequestIsRight() throws Exception {
        assertEquals(List.of(), problems(AskedLater.class, OfOneRequest.class, OfItsOwner.class));
    }

    @Test
    void allProblemsAreTold() throws Exception {
        assertEquals(
                2,
                problems(OfTwoNames.class, AskedLater.class, OfWhoeverCameFirst.class)
                        .size());
    }

    @Test
    void theContainerFindsTheCheck() {
        assertTrue(ServiceLoader.load(Extension.class).stream()
                .anyMatch(extension -> extension.type() == ClaimCheck.class));
    }

    @Test
    void theContainerTellsTheCheckOfEachBeanAndAsksForItsProblems() throws Exception {
        assertTrue(observes("check", ProcessBean.class));
        assertTrue(observes("report", AfterDeploymentValidation.class));
    }

    private static boolean observes(String method, Class<?> event) throws NoSuchMethodException {
        return ClaimCheck.class
                .getDeclaredMethod(method, event)
                .getParameters()[0]
                .isAnnotationPresent(Observes.class);
    }

    /** What the container is told of an application with these beans. */
    private static List<String> problems(Class<?>... beans) {
        ClaimCheck check = new ClaimCheck();
        for (Class<?> bean : beans) {
            check.check(event(bean));
        }
        List<String> problems = new ArrayList<>();
        check.report(fake(
                AfterDeploymentValidation.class,
                (method, argument) -> problems.add(
                        assertInstanceOf(DeploymentException.class, argument).getMessage())));
        return problems;
    }

    private static ProcessBean<?> event(Class<?> type) {
        Set<InjectionPoint> places = Stream.of(type.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(Inject.class))
                .map(ClaimCheckTest::place)
                .collect(Collectors.toSet());
        Class<? extends Annotation> scope = Stream.of(ApplicationScoped.class, RequestScoped.class, Dependent.class)
                .filter(type::isAnnotationPresent)
                .findFirst()
                .orElseThrow();
        Bean<?> bean = fake(Bean.class, (method, argument) -> method.equals("getScope") ? scope : places);
        return fake(ProcessBean.class, (method, argument) -> bean);
    }

    private static InjectionPoint place(Field field) {
        return fake(InjectionPoint.class, (method, argument) -> switch (method) {
            case "getQualifiers" -> Set.of(field.getAnnotation(Claim.class));
            case "getType" -> field.getGenericType();
            case "hashCode" -> field.hashCode();
            case "equals" -> false;
            default -> field.getDeclaringClass().getSimpleName() + "." + field.getName();
        });
    }

    private interface Answering {
        /** @param argument the first one, if there is any */
        Object answer(String method, Object argument);
    }

    private static <T> T fake(Class<T> type, Answering answering) {
        Object fake =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object answer = answering.answer(method.getName(), arguments == null ? null : arguments[0]);
                    return method.getReturnType() == void.class ? null : answer;
                });
        return type.cast(fake);
    }
}
