package chats.ops;

import chats.settings.Settings;
import chats.settings.SettingsProducer;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;

/**
 * Adapts {@code /openapi} to the settings: removes endpoints that this server does not have, and adds the answer 429 to
 * every operation that needs a token. Named in microprofile-config.properties.
 */
public class ServedDocument implements OASFilter {
    private static final String ACCOUNTS = "/auth/";
    private static final String METRICS = "/metrics";
    private static final String CHECKS = "/health/";
    private static final String TOO_MANY = "429";
    private static final String RATE_LIMITED = "RateLimited";

    /** An operation without a security requirement of its own has that of the document, which is a token. */
    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getSecurity() == null) {
            operation
                    .getResponses()
                    .addAPIResponse(TOO_MANY, OASFactory.createAPIResponse().ref(RATE_LIMITED));
        }
        return operation;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Settings settings = SettingsProducer.read();
        for (String path : List.copyOf(document.getPaths().getPathItems().keySet())) {
            if (settings.outsideProvider() && path.startsWith(ACCOUNTS)
                    || !settings.metricsOpen() && path.equals(METRICS)
                    || settings.managementPort().isPresent() && (path.equals(METRICS) || path.startsWith(CHECKS))) {
                document.getPaths().removePathItem(path);
            }
        }
    }
}
