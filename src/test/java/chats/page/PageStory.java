package chats.page;

import chats.run.ServerUnderTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A test of the page, with people and browser profiles of its own, on the {@link Stage} that all share: one class at a time. */
@ExtendWith(NeedsChromium.class)
@ResourceLock(Stage.LOCK)
@ResourceLock(value = ServerUnderTest.LOCK, mode = ResourceAccessMode.READ)
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
        return newcomer(Account.named(name), screen);
    }

    Visitor newcomer(Account account, Screen screen) {
        return visitor(account, screen).isSignedInBy(Login.withCookie(account));
    }

    /** Somebody who is there already, at another device. */
    Visitor again(Visitor same, Screen screen) {
        return visitor(same.account(), screen).isSignedInBy(Login.againWithCookie(same.account()));
    }

    /** Somebody without a browser. */
    Friend friend(String name) {
        return friend(Account.named(name));
    }

    Friend friend(Account account) {
        return Friend.loggedIn(stage, account);
    }

    @AfterEach
    void leave() {
        visitors.forEach(Visitor::leaves);
    }
}
