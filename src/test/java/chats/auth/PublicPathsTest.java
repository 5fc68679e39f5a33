package chats.auth;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicPathsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/auth/register",
                "/auth/login",
                "/auth/refresh",
                "/asyncapi.yaml",
                "/assets/app.js",
                "/socket.io/"
            })
    void areOpenToEverybody(String path) {
        assertTrue(PublicPaths.contains(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/chats",
                "/chats/1",
                "/users",
                "/users/me",
                "/auth/logout",
                "/auth/logins",
                "/whispers",
                "/nothing",
                ""
            })
    void everythingElseIsClosed(String path) {
        assertFalse(PublicPaths.contains(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/auth/login/",
                "/auth/login;x=1",
                "/auth/login/../../users/me",
                "/auth/./login",
                "/AUTH/LOGIN",
                "//auth/login",
                "/auth/%6cogin",
                "/assets/../chats",
                "/assets/%2e%2e/chats",
                "/assets/..;/chats",
                "/assets//chats",
                "/assets/\\..\\chats",
                "/socket.io/../chats",
                "/socket.io/;x/chats"
            })
    void aDisguisedPathIsClosed(String path) {
        assertFalse(PublicPaths.contains(path));
    }
}
