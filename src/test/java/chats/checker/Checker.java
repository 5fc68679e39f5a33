package chats.checker;

/**
 * The program: a server and a database of its own, a crowd, faults on a seeded schedule, a verdict. Its exit status is 0 if
 * every promise was kept. {@link Options} says what it can be told; {@code docs/checker.md} how it is started.
 */
public final class Checker {
    private Checker() {}

    public static void main(String[] arguments) throws Exception {
        System.exit(new Run(Options.of(arguments)).isFlawless() ? 0 : 1);
    }
}
