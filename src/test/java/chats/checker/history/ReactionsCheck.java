package chats.checker.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The reactions that must be there in the end, and those that must not. */
final class ReactionsCheck {
    private record Reacting(Place place, long user, String emoji) {}

    /** How often one user reacted so, or no more. */
    private static final class Course {
        final Set<String> devices = new HashSet<>();
        final Set<Boolean> asked = new HashSet<>();
        boolean lastAsked;
        boolean granted;
        boolean lastGranted;
        int open;
        boolean crossed;

        /** Where nobody knows which attempt came last, nobody knows the outcome. */
        boolean isCertain() {
            return granted && (asked.size() == 1 || (devices.size() == 1 && !crossed));
        }
    }

    private final List<Finding> findings;
    private final Map<Reacting, Course> courses = new HashMap<>();
    private final Map<String, Reacting> byId = new HashMap<>();

    ReactionsCheck(List<Finding> findings) {
        this.findings = findings;
    }

    void check(List<Log> logs, Index index) {
        logs.forEach(log -> log.events().forEach(event -> take(log, event)));
        courses.forEach((reacting, course) -> index.at(reacting.place())
                .filter(row -> course.isCertain() && !row.state().deleted())
                .filter(row -> row.state().holds(reacting.user(), reacting.emoji()) != course.lastGranted)
                .ifPresent(row -> findings.add(new Finding(Flaw.LOST, reacting + " of " + row))));
    }

    private void take(Log log, Event event) {
        if (event instanceof Event.Asked asked && asked.wish() instanceof Wish.React react) {
            Reacting reacting = new Reacting(react.place(), log.user(), react.emoji());
            byId.put(react.id(), reacting);
            ask(courses.computeIfAbsent(reacting, key -> new Course()), log, react);
        } else if (event instanceof Event.Granted answer && answer.wish() instanceof Wish.React react) {
            Course course = courses.get(byId.get(react.id()));
            course.open--;
            course.granted = true;
            course.lastGranted = react.on();
        } else if (event instanceof Event.Refused answer && byId.containsKey(answer.id())) {
            Course course = courses.get(byId.get(answer.id()));
            course.open--;
            course.crossed |= course.open > 0;
        }
    }

    // An attempt that got no answer may still take effect.
    private static void ask(Course course, Log log, Wish.React react) {
        course.crossed |= course.open > 0 && course.lastAsked != react.on();
        course.devices.add(log.device());
        course.asked.add(react.on());
        course.lastAsked = react.on();
        course.open++;
    }
}
