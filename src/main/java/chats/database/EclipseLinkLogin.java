package chats.database;

import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/** Makes EclipseLink open its connections with the credentials of the settings; named in persistence.xml. */
public class EclipseLinkLogin implements SessionCustomizer {
    @Override
    public void customize(Session session) {
        DatabaseCredentials credentials = DatabaseCredentials.fromSettings();
        DatabaseLogin login = (DatabaseLogin) session.getDatasourceLogin();
        login.setUserName(credentials.user());
        login.setPassword(credentials.password());
    }
}
