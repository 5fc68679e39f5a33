package chats.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.bus.Bus;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.json.Json;
import chats.json.NotJson;
import chats.json.RequestParser;
import chats.limits.RateLimits;
import chats.settings.Settings;
import chats.users.User;
import jakarta.validation.Validator;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the dispatcher decides: what is answered, what counts against which rate, and which refusals count. */
class CommandDispatcherTest {
    private record Word(String word) {}

    /** Echoes its word, or fails as it is told to. */
    private final class Echo implements Command<Word> {
        private final String name;
        private final boolean ownRate;

        Echo(String name, boolean ownRate) {
            this.name = name;
            this.ownRate = ownRate;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Class<Word> request() {
            return Word.class;
        }

        @Override
        public boolean hasOwnRate() {
            return ownRate;
        }

        @Override
        public void run(Sender from, Word request, Answer answer) {
            if (failure != null) {
                throw failure;
            }
            answer.acknowledge(request.word());
        }
    }

    private static final class Alice implements Sender {
        private int refused;

        @Override
        public long userId() {
            return 1;
        }

        @Override
        public RequestOrigin origin() {
            return RequestOrigin.rest(new User(1, "alice"));
        }

        @Override
        public void refused() {
            refused++;
        }
    }

    private static final String HI = "{\"word\":\"hi\"}";

    private final RecordedAnswers answered = new RecordedAnswers();
    private final List<String> answers = answered.all();
    private final Alice alice = new Alice();
    private RuntimeException failure;

    @Test
    void aCommandIsFoundByItsNameAndGetsItsData() {
        dispatch(dispatcher("0"), "say", HI);
        assertEquals(List.of("hi"), answers);
    }

    @Test
    void aCommandThatNobodyDeclaredIsRefused() {
        dispatch(dispatcher("0"), "shay", HI);
        assertEquals(List.of("unknown_event"), answers);
    }

    @Test
    void dataThatIsNotOfItsRecordIsRefused() {
        dispatch(dispatcher("0"), "say", "{\"word\":5}");
        dispatcher("0").dispatch(alice, "say", null, answered);
        assertEquals(List.of("validation_failed", "validation_failed"), answers);
    }

    @Test
    void twoCommandsOfOneNameAreAFaultOfTheProgram() {
        Stream<Echo> twice = Stream.of(new Echo("say", true), new Echo("say", false));
        assertThrows(IllegalStateException.class, () -> new CommandDispatcher(twice, null, null));
    }

    @Test
    void aDatabaseThatIsAwayIsToldFromAFault() {
        failure = new IllegalStateException(new SQLException("connection refused", "08006"));
        dispatch(dispatcher("0"), "say", HI);
        failure = new IllegalStateException("a fault");
        dispatch(dispatcher("0"), "say", HI);
        assertEquals(List.of("unavailable", "internal"), answers);
    }

    @Test
    void whatHasARateOfItsOwnDoesNotCountAsACallUnlessItIsRefused() {
        CommandDispatcher strict = dispatcher("1");
        for (int i = 0; i < 1_000; i++) {
            dispatch(strict, "say", HI);
        }
        assertTrue(answers.stream().allMatch("hi"::equals));

        answers.clear();
        failure = new ChatsException(ErrorCode.NOT_A_MEMBER);
        untilLimited(() -> dispatch(strict, "say", HI));
        assertEquals("not_a_member", answers.get(0));
        failure = null;
        answers.clear();
        dispatch(strict, "do", HI);
        assertEquals(List.of("rate_limited"), answers);
    }

    @Test
    void allElseCountsAsACallBeforeItIsRead() {
        CommandDispatcher strict = dispatcher("1");
        untilLimited(() -> dispatch(strict, "do", HI));
        answers.clear();
        dispatch(strict, "nonsense", "{}");
        dispatch(strict, "do", "{\"word\":5}");
        assertEquals(List.of("rate_limited", "rate_limited"), answers);
    }

    @Test
    void whatCannotBeReadCountsLikeAnyOtherCommand() {
        CommandDispatcher strict = dispatcher("1");
        untilLimited(() -> strict.refuseUnreadable(alice, ChatsException.invalid("id", "must be text"), answered));
        assertEquals("validation_failed", answers.get(0));
    }

    @Test
    void refusalsByTheClientsFaultAreCountedForItsSocket() {
        dispatch(dispatcher("0"), "nonsense", "{}");
        dispatch(dispatcher("0"), "do", "{\"word\":5}");
        assertEquals(2, alice.refused);
        failure = new ChatsException(ErrorCode.UNAVAILABLE);
        dispatch(dispatcher("0"), "do", HI);
        assertEquals(2, alice.refused, "the server's own fault");
    }

    private void untilLimited(Runnable command) {
        while (!answers.contains("rate_limited")) {
            command.run();
            assertTrue(answers.size() < 1_000);
        }
    }

    private void dispatch(CommandDispatcher to, String command, String data) {
        try {
            to.dispatch(alice, command, Json.parse(data), answered);
        } catch (NotJson e) {
            throw new AssertionError(e);
        }
    }

    private CommandDispatcher dispatcher(String messagesPerSecond) {
        Settings settings = Settings.from(Map.of("LIMIT_MESSAGES_PER_SECOND", messagesPerSecond)::get);
        Validator everythingIsValid = (Validator) Proxy.newProxyInstance(
                Validator.class.getClassLoader(),
                new Class<?>[] {Validator.class},
                (proxy, method, arguments) -> Set.of());
        return new CommandDispatcher(
                Stream.of(new Echo("say", true), new Echo("do", false)),
                new RequestParser(everythingIsValid),
                new RateLimits(settings, Bus.alone()));
    }
}
