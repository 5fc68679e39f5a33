package chats.commands;

import chats.Classes;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.reflect.Constructor;
import java.util.List;

/** The commands that the application declares. */
public final class DeclaredCommands {
    private DeclaredCommands() {}

    /** One of each; they can be asked what they are, but not run. */
    public static List<Command<?>> all() {
        return Classes.ALL.stream()
                .filter(type -> type.isAssignableTo(Command.class)
                        && !type.isInterface()
                        && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .<Command<?>>map(type -> unusable(type.reflect()))
                .toList();
    }

    private static Command<?> unusable(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return (Command<?>) constructor.newInstance(new Object[constructor.getParameterCount()]);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
