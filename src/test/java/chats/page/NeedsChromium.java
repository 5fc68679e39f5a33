package chats.page;

import chats.run.StartedOnce;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a test where no Chromium is installed. A constructor with a parameter of type {@link Stage} gets the one that all tests of
 * the page share.
 */
final class NeedsChromium extends StartedOnce<Stage> implements ExecutionCondition {
    NeedsChromium() {
        super(Stage.class);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
        return Chromium.isThere()
                ? ConditionEvaluationResult.enabled("Chromium is installed")
                : ConditionEvaluationResult.disabled("There is no " + Chromium.EXECUTABLE
                        + "; it is installed by: apt-get install chromium fonts-noto-cjk fonts-noto-color-emoji");
    }

    @Override
    protected Stage start() {
        return Stage.open();
    }
}
