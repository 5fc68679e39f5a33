package chats.page;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of the page, with people and browser profiles of its own. */
@ExtendWith(NeedsChromium.class)
abstract class BrowserStory {
    private final List<Visitor> visitors = new ArrayList<>();
    final Stage stage;

    BrowserStory(Stage stage) {
        this.stage = stage;
    }

    /** Somebody with a browser that has never been here. */
    Visitor visitor(String name, Screen screen) {
        return visitor(Account.named(name), screen);
    }

    Visitor visitor(Account account, Screen screen) {
        Visitor visitor = Visitor.arrives(stage, account, screen);
        visitors.add(visitor);
        return visitor;
    }

    /** Somebody who just opened an account on the page. */
    Visitor newcomer(String name, Screen screen) {
        Visitor visitor = visitor(name, screen);
        visitor.signsUp();
        return visitor;
    }

    /** Somebody without a browser. */
    Friend friend(String name) {
        return Friend.registers(stage, Account.named(name));
    }

    @AfterEach
    void leave() {
        visitors.forEach(Visitor::leaves);
    }
}
