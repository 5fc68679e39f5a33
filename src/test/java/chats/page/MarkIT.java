package chats.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** How the page counts what is unread, without a server. */
@Order(3)
class MarkIT extends PageStory {
    /**
     * Messages are said, deleted and read on several devices, which this one hears of later; answers come later, too. In the end everything is
     * heard, and the number is right, or in doubt and right with the next answer.
     */
    private static final String RUNS = """
            async deletes => {
              const at = performance.getEntriesByType('resource').find(e => e.name.endsWith('/list/mark.js')).name;
              const { Mark } = await import(at);
              let seed = 1;
              const upTo = n => ((seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 8) % n;
              const wrong = [];
              for (let run = 0; run < 5000; run++) {
                const mark = new Mark();
                const said = [];
                const events = [];
                let readSeq = 0;
                let answer = null;
                let hasDeleted = false;
                const now = () => ({ lastSeq: said.length, readSeq, unread: said.slice(readSeq).filter(each => !each.deletedAt).length });
                const hear = () => events.shift()?.();
                const say = isMine => {
                  const message = { seq: said.length + 1 };
                  said.push(message);
                  readSeq = isMine ? message.seq : readSeq;
                  events.push(() => mark.heard({ ...message }, isMine));
                };
                const erase = message => {
                  message.deletedAt = 'now';
                  events.push(() => {
                    hasDeleted = true;
                    mark.deleted(message);
                  });
                };
                const readElsewhere = seq => {
                  readSeq = Math.max(readSeq, seq);
                  events.push(() => mark.read(seq));
                };
                const readHere = seq => {
                  if (seq <= said.length && mark.read(seq)) {
                    readSeq = Math.max(readSeq, seq);
                  }
                };
                const ask = () => {
                  if (answer) {
                    mark.told(answer, hasDeleted);
                    answer = null;
                  } else {
                    answer = now();
                    hasDeleted = false;
                  }
                };
                const ways = [
                  () => say(false),
                  () => say(false),
                  () => say(upTo(3) === 0),
                  () => deletes && said.length > 0 && erase(said[upTo(said.length)]),
                  () => readElsewhere(upTo(said.length + 1)),
                  () => readHere(mark.seq + upTo(3)),
                  () => { hear(); hear(); },
                  ask,
                ];
                for (let step = 0; step < 40; step++) {
                  ways[upTo(ways.length)]();
                }
                while (events.length > 0) {
                  hear();
                }
                if (answer) {
                  ask();
                }
                if (mark.isInDoubt && !deletes) {
                  wrong.push(`${run}: in doubt`);
                }
                if (mark.isInDoubt) {
                  mark.told(now());
                }
                if (mark.isInDoubt || mark.unread !== now().unread || mark.seq !== readSeq) {
                  wrong.push(`${run}: ${mark.unread} after ${mark.seq}, not ${now().unread} after ${readSeq}`);
                }
              }
              return wrong.join();
            }""";

    MarkIT(Stage stage) {
        super(stage);
    }

    @Test
    void whateverHappensTheNumberIsRightOrInDoubt() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        assertEquals("", alice.page().evaluate(RUNS, true));
    }

    @Test
    void whereNothingIsDeletedTheNumberIsNeverInDoubt() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        assertEquals("", alice.page().evaluate(RUNS, false));
    }
}
