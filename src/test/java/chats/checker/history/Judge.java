package chats.checker.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what devices recorded with what the database holds and with each other. It takes for granted that every device
 * has caught up and that nothing is under way any more.
 */
public final class Judge {
    private Judge() {}

    public static Verdict judge(List<Log> logs, Rows rows) {
        List<Finding> findings = new ArrayList<>();
        Index index = new Index(rows);
        Map<ClientId, Event.Sent> sent = new HashMap<>();
        for (Log log : logs) {
            for (Event event : log.events()) {
                if (event instanceof Event.Sent message) {
                    sent.put(new ClientId(log.user(), message.clientMessageId()), message);
                }
            }
        }
        new RowsCheck(index, sent, findings).check(rows);
        for (Log log : logs) {
            new AnswersCheck(log, index, findings).check();
            new HearingCheck(log, index, findings).check();
            new KnowledgeCheck(log, findings).check(rows);
        }
        return new Verdict(Counts.of(logs, rows), findings);
    }
}
