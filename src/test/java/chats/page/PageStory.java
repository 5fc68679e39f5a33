package chats.page;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A test of the page, with people and browser profiles of its own, on the {@link Stage} that all share: one at a time. */
@ExtendWith(NeedsChromium.class)
@ResourceLock(Stage.LOCK)
abstract class PageStory {
    private final List<Visitor> visitors = new ArrayList<>();
    final Stage stage;

    PageStory(Stage stage) {
        this.stage = stage;
    }

    /** Where browsers find the page. */
    URI address() {
        return stage.server().http("/");
    }

    /** Somebody with a browser that has never been here. */
    Visitor visitor(String name, Screen screen) {
        return visitor(Account.named(name), screen);
    }

    Visitor visitor(Account account, Screen screen) {
        Visitor visitor = Visitor.arrives(stage, address(), account, screen);
        visitors.add(visitor);
        return visitor;
    }

    /** Somebody new, who is signed in. */
    Visitor newcomer(String name, Screen screen) {
        Visitor visitor = visitor(name, screen);
        visitor.isSignedInBy(Login.withCookie(stage, visitor.account()));
        return visitor;
    }

    /** Somebody without a browser. */
    Friend friend(String name) {
        return Friend.named(stage, name);
    }

    @AfterEach
    void leave() {
        visitors.forEach(Visitor::leaves);
    }
}
