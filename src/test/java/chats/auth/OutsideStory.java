package chats.auth;

import chats.client.Rest;
import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A test of a server of its own that takes its people from an outside identity provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OutsideStory {
    final RunningPostgres postgres;
    final String url;
    final String name = Rest.newName();
    RunningServer server;
    Rest stranger;

    OutsideStory(RunningPostgres postgres) {
        this.postgres = postgres;
        this.url = postgres.newDatabase();
    }

    /** What tells the server of the provider, and more. */
    abstract ServerToStart with(ServerToStart settings);

    @BeforeAll
    void start() {
        server = with(ServerToStart.on(postgres, url)).start();
        stranger = Rest.stranger(server);
    }

    @AfterAll
    void stop() {
        server.close();
    }
}
