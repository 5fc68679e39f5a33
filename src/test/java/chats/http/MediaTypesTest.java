package chats.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/json;",
                "multipart/form-data; boundary=----x1",
                "application/vnd.a+json;a=\"b c\\\"d\";e"
            })
    void aTypeIsTaken(String type) {
        assertTrue(MediaTypes.isType(type));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"",
                "json",
                "/",
                "a/",
                "/b",
                "a/b/c",
                "a b/c",
                "a/b;c=\"",
                "a/b;c=\"\\",
                "a/b;=",
                "a/b;c=",
                "a/b,c/d",
                "\u00e4/b",
                "a/b;\u00e4=b"
            })
    void whatIsNoneIsNot(String type) {
        assertFalse(MediaTypes.isType(type));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*/*",
                "application/*;q=0.1",
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;q=0.5",
                "a/b;c=\"d,e;f\", c/d",
                ",a/b,,c/d,"
            })
    void aListOfRangesIsTaken(String accept) {
        assertTrue(MediaTypes.isAccept(accept));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                ";",
                "garbage",
                "foo*",
                "a/b;q",
                "a/b;q=",
                "a/b;q=x",
                "a/b;q=2",
                "a/b;q=-1",
                "a/b;q=1e0",
                "a/b;q=NaN",
                "a/b;q=\"1\"",
                "a/b c/d",
                "a/b;c=\"d",
                "a/b,\""
            })
    void whatIsNoListOfRangesIsNot(String accept) {
        assertFalse(MediaTypes.isAccept(accept));
    }

    @Test
    void aLongHeaderIsReadInOneGo() {
        assertTrue(MediaTypes.isAccept("a/b;c=d,".repeat(2_000)));
        assertFalse(MediaTypes.isAccept("a/b;c=d,".repeat(2_000) + '"'));
    }
}
