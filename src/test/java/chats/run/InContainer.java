package chats.run;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What an in-container test deploys: the packaged application, whole, to which Arquillian adds the test. */
public final class InContainer {
    private InContainer() {}

    public static WebArchive application() {
        return ShrinkWrap.create(ZipImporter.class, "chats.war")
                .importFrom(Build.target().resolve("chats.war").toFile())
                .as(WebArchive.class);
    }
}
