package chats.page;

import chats.run.ServerUnderTest;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Skips a test where no Chromium is installed. A constructor with a parameter of type {@link Stage} gets it; the browser starts when it
 * is first asked for and stops after the last test.
 */
final class NeedsChromium implements ExecutionCondition, ParameterResolver {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
        return Chromium.isThere()
                ? ConditionEvaluationResult.enabled("Chromium is installed")
                : ConditionEvaluationResult.disabled("There is no " + Chromium.EXECUTABLE
                        + "; it is installed by: apt-get install chromium fonts-noto-cjk fonts-noto-color-emoji");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Chromium chromium = test.getRoot()
                .getStore(ExtensionContext.Namespace.create(Chromium.class))
                .computeIfAbsent(Chromium.class, key -> Chromium.start(), Chromium.class);
        return new Stage(ServerUnderTest.server(test), chromium);
    }
}
