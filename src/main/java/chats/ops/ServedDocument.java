package chats.ops;

import chats.settings.Settings;
import chats.settings.SettingsProducer;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Leaves out of {@code /openapi} what this server does not have, by its settings. Named in microprofile-config.properties. */
public class ServedDocument implements OASFilter {
    private static final String ACCOUNTS = "/auth/";
    private static final String METRICS = "/metrics";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Settings settings = SettingsProducer.read();
        for (String path : List.copyOf(document.getPaths().getPathItems().keySet())) {
            if (settings.outsideProvider() && path.startsWith(ACCOUNTS)
                    || !settings.metricsOpen() && path.equals(METRICS)) {
                document.getPaths().removePathItem(path);
            }
        }
    }
}
