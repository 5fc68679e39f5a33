package chats.stories;

import com.fasterxml.jackson.databind.JsonNode;

/** What became of something that was asked for, through whichever door. */
interface Outcome {
    /** The data of an answer that is no refusal. */
    JsonNode granted();

    /** Refused with one of these codes, where the contract leaves the choice. */
    void isRefusedWithOneOf(String... codes);

    default void isRefused(String code) {
        isRefusedWithOneOf(code);
    }
}
