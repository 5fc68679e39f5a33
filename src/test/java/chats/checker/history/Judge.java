package chats.checker.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Compares what devices recorded with what the database holds and with each other. It takes for granted that every device
 * has caught up and that nothing is under way any more.
 */
public final class Judge {
    private Judge() {}

    /** @param marks what each user is shown in the end by each node */
    public static Verdict judge(List<Log> logs, Rows rows, List<Mark> marks) {
        List<Finding> findings = new ArrayList<>(judge(logs, rows).findings());
        findings.addAll(judgeMarks(logs, rows, marks));
        return new Verdict(Counts.of(logs, rows), findings);
    }

    /** Only what is wrong with marks. */
    public static List<Finding> judgeMarks(List<Log> logs, Rows rows, List<Mark> marks) {
        List<Finding> findings = new ArrayList<>();
        new MarksCheck(logs, rows, findings).check(marks);
        return findings;
    }

    static Verdict judge(List<Log> logs, Rows rows) {
        List<Finding> findings = new ArrayList<>();
        Index index = new Index(rows);
        Said said = new Said(logs);
        Timeline timeline = new Timeline(logs, rows, said, findings);
        new RowsCheck(index, said, findings).check(rows);
        new RevsCheck(rows, findings).check();
        new TimelineCheck(timeline, said, rows, findings).check();
        Members members = new Members(rows, new Moments(logs, index));
        new RoomsCheck(rows, timeline, members, findings).check(logs);
        new StrangersCheck(rows, timeline, members, findings).check();
        new TracesCheck(said, findings).check(rows);
        new ReactionsCheck(findings).check(logs, index);
        Map<Talk, List<Change>> latest = rows.changes().stream().collect(Collectors.groupingBy(Change::talk));
        for (Log log : logs) {
            Refusals refusals = new Refusals(log, members);
            new AnswersCheck(log, index, said, refusals, findings).check();
            new WishesCheck(log, index, said, timeline, refusals, findings).check();
            new UpdatesCheck(log, members, refusals, findings).check();
            new OrderCheck(log, index, timeline, findings).check();
            new HearingCheck(log, index, said, timeline, members, latest, findings).check(rows);
            new LooksCheck(log, index, said, timeline, members, findings).check();
        }
        return new Verdict(Counts.of(logs, rows), findings);
    }
}
