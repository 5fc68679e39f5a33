package chats.auth;

import jakarta.enterprise.context.Dependent;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.TreeSet;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells each socket who the container says it is. Part of the application in tests only. */
@Dependent
@ServerEndpoint("/principal")
public class PrincipalEndpoint {
    @OnOpen
    public void open(Session session) throws IOException {
        JsonWebToken token = (JsonWebToken) session.getUserPrincipal();
        session.getBasicRemote()
                .sendText(token.getName() + " " + token.getSubject() + " " + new TreeSet<>(token.getGroups()));
    }
}
