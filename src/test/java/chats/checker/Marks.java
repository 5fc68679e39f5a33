package chats.checker;

import chats.checker.history.Mark;
import chats.client.Rest;
import chats.run.RunningServer;
import java.util.ArrayList;
import java.util.List;

/** Asks every node what each person has read. */
final class Marks {
    private final Site site;
    private final Views views;
    private final List<Person> people;

    Marks(Site site, Views views, List<Person> people) {
        this.site = site;
        this.views = views;
        this.people = people;
    }

    List<Mark> read() {
        List<Mark> marks = new ArrayList<>();
        for (RunningServer node : site.nodes()) {
            for (Person person : people) {
                Rest.stranger(node)
                        .with(person.token())
                        .get("/chats?kind=all&limit=100")
                        .granted()
                        .get("data")
                        .forEach(chat -> marks.add(views.mark("port " + node.port(), person.id(), chat)));
            }
        }
        return marks;
    }
}
