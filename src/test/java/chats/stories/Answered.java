package chats.stories;

import chats.client.Answer;
import com.fasterxml.jackson.databind.JsonNode;

/** What became of a call of REST. */
record Answered(Answer answer) implements Outcome {
    @Override
    public JsonNode granted() {
        return answer.ok();
    }

    @Override
    public void isRefusedWithOneOf(String... codes) {
        answer.isRefusedWithOneOf(codes);
    }
}
