package chats.database;

import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/** Lets EclipseLink take its connections with the login of the settings; named in persistence.xml. */
public class EclipseLinkLogin implements SessionCustomizer {
    @Override
    public void customize(Session session) {
        DatabaseCredentials settings = DatabaseCredentials.fromSettings();
        DatabaseLogin login = (DatabaseLogin) session.getDatasourceLogin();
        login.setUserName(settings.user());
        login.setPassword(settings.password());
    }
}
