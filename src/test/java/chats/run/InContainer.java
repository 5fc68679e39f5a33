package chats.run;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * What an in-container test deploys: the packaged application, to which Arquillian adds the test. It lacks the filter that
 * asks every request for a token, since Arquillian has none when it calls its test.
 */
public final class InContainer {
    private InContainer() {}

    public static WebArchive application() {
        WebArchive application = ShrinkWrap.create(ZipImporter.class, "chats.war")
                .importFrom(Build.target().resolve("chats.war").toFile())
                .as(WebArchive.class);
        application.delete("/WEB-INF/web.xml");
        return application;
    }
}
