package chats.commands;

import chats.errors.ChatsException;
import java.util.ArrayList;
import java.util.List;

/** Keeps what commands were answered: the data of each acknowledgement, the code of each refusal. */
public final class RecordedAnswers implements Answer {
    private final List<String> all = new ArrayList<>();

    public List<String> all() {
        return all;
    }

    @Override
    public void acknowledge(String json) {
        all.add(json);
    }

    @Override
    public void refuse(ChatsException refusal) {
        all.add(refusal.code().code());
    }
}
