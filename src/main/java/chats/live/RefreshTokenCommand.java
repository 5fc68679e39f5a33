package chats.live;

import chats.auth.Authenticator;
import chats.auth.Caller;
import chats.commands.Answer;
import chats.commands.Command;
import chats.commands.Sender;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.json.Json;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;

/** The command {@code refresh_token}. */
@Dependent
class RefreshTokenCommand implements Command<RefreshTokenRequest> {
    private record Renewed(Instant expiresAt) {}

    private final Authenticator authenticator;

    @Inject
    RefreshTokenCommand(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public String name() {
        return "refresh_token";
    }

    @Override
    public Class<RefreshTokenRequest> request() {
        return RefreshTokenRequest.class;
    }

    @Override
    public void run(Sender from, RefreshTokenRequest request, Answer answer) {
        Caller renewed = authenticator.authenticate(request.token());
        if (renewed.user().id() != from.userId()) {
            throw new ChatsException(ErrorCode.UNAUTHORIZED, "The token must be of the same user.");
        }
        Connection.of(from).renew(renewed);
        answer.acknowledge(Json.write(new Renewed(renewed.expiresAt())));
    }
}
