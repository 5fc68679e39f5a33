package chats.page;

import org.junit.jupiter.api.parallel.ResourceLock;

/** A test on the {@link Stage} that all share: one at a time. */
@ResourceLock(Stage.LOCK)
abstract class PageStory extends BrowserStory {
    PageStory(Stage stage) {
        super(stage);
    }
}
