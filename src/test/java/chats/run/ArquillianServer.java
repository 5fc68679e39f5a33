package chats.run;

import org.jboss.arquillian.config.descriptor.api.ContainerDef;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.ContainerRegistry;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.event.suite.AfterSuite;

/**
 * Starts the server that in-container tests are deployed to, beside the one of the black-box tests, and tells Arquillian
 * where it is. It is the same server, with a connector for Arquillian and without the application.
 */
public final class ArquillianServer implements LoadableExtension {
    /** Arquillian deploys one application at a time. */
    public static final String LOCK = "Arquillian";

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Observer.class);
    }

    /** Lives as long as Arquillian itself: from the first in-container test to the end of the last. */
    public static final class Observer {
        private RunningServer server;

        public void start(@Observes ContainerRegistry registry) {
            String name = "in-container-" + ProcessHandle.current().pid();
            RunningPostgres postgres = RunningPostgres.shared();
            server = ServerToStart.on(postgres, postgres.newDatabase())
                    .empty(name)
                    .configuredWith("<featureManager><feature>localConnector-1.0</feature></featureManager>"
                            + "<applicationMonitor updateTrigger='polled' pollingRate='200ms' dropinsEnabled='true'/>")
                    .start();
            for (Container<?> container : registry.getContainers()) {
                ContainerDef settings = container.getContainerConfiguration();
                settings.property("wlpHome", Build.liberty().toString());
                settings.property("usrDir", server.folder().resolve("usr").toString());
                settings.property("serverName", name);
                settings.property("httpPort", Integer.toString(server.port()));
            }
        }

        public void stop(@Observes(precedence = -100) AfterSuite end) {
            if (server != null) {
                server.close();
            }
        }
    }
}
