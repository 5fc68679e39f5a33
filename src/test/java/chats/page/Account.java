package chats.page;

import java.util.UUID;

/** What somebody signs up with. */
record Account(String email, String nickname, String password) {
    /** Somebody of this name, and no other of the same name. */
    static Account named(String name) {
        String unique = UUID.randomUUID().toString().substring(0, 6);
        return exactly(name + " " + unique);
    }

    static Account exactly(String nickname) {
        return new Account(UUID.randomUUID() + "@example.org", nickname, "correct horse battery");
    }
}
