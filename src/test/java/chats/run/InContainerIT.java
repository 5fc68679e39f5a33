package chats.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.json.AllReachable;
import chats.settings.Settings;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.validation.ValidatorFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

@ExtendWith(ArquillianExtension.class)
@ResourceLock(ArquillianServer.LOCK)
class InContainerIT {
    @Inject
    Settings settings;

    @Inject
    ValidatorFactory validation;

    @Resource(lookup = "jdbc/chats")
    DataSource dataSource;

    @Deployment
    static WebArchive application() {
        return InContainer.application();
    }

    @Test
    void beansAreInjectedIntoATestThatRunsInsideTheServer() {
        assertTrue(System.getProperty("wlp.server.name").startsWith("in-container-"));
        assertTrue(settings.problems().isEmpty());
    }

    @Test
    void whatIsValidatedIsNotLookedUpByJpa() {
        assertInstanceOf(AllReachable.class, validation.getTraversableResolver());
    }

    @Test
    void theServersDataSourceReachesTheDatabase() throws Exception {
        try (Connection connection = dataSource.getConnection(System.getenv("DB_USER"), System.getenv("DB_PASSWORD"));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW TimeZone")) {
            assertTrue(result.next());
            assertEquals("UTC", result.getString(1));
        }
    }
}
