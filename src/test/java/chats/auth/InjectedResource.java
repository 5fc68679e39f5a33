package chats.auth;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.ClaimValue;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Has everything injected that MicroProfile JWT names, for one request, and says what it got. Part of the application in tests only. */
@Path("/injected")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@SuppressWarnings("rawtypes")
public class InjectedResource {
    @Inject
    JsonWebToken token;

    @Inject
    Principal principal;

    @Context
    SecurityContext security;

    @Inject
    @Claim(standard = Claims.raw_token)
    String rawToken;

    @Inject
    @Claim("sub")
    String subject;

    @Inject
    @Claim(standard = Claims.exp)
    Long expires;

    @Inject
    @Claim("iat")
    long issued;

    @Inject
    @Claim("aud")
    Set<String> audience;

    @Inject
    @Claim(standard = Claims.groups)
    Set<String> groups;

    @Inject
    @Claim(standard = Claims.email_verified)
    Boolean verified;

    @Inject
    @Claim("custom-missing")
    String missing;

    @Inject
    @Claim("custom-missing")
    Optional<Long> optionalMissing;

    @Inject
    @Claim("jti")
    Optional<String> optionalId;

    @Inject
    @Claim("auth_time")
    Optional<JsonNumber> optionalTime;

    @Inject
    @Claim("aud")
    ClaimValue<Set<String>> audienceValue;

    @Inject
    @Claim("sub")
    ClaimValue<Optional<String>> optionalSubjectValue;

    @Inject
    @Claim("custom-missing")
    ClaimValue<Optional<Long>> optionalMissingValue;

    @Inject
    @Claim("jti")
    ClaimValue anyValue;

    @Inject
    @Claim("iss")
    Provider<String> issuerLater;

    @Inject
    @Claim("iat")
    Instance<Long> issuedLater;

    @Inject
    @Claim("sub")
    Provider<Optional<String>> optionalSubjectLater;

    @Inject
    @Claim("customInteger")
    Provider<JsonNumber> integerLater;

    @Inject
    @Claim("iss")
    JsonString issuerJson;

    @Inject
    @Claim("aud")
    JsonArray audienceJson;

    @Inject
    @Claim("iat")
    JsonNumber issuedJson;

    @Inject
    @Claim("customString")
    JsonString customString;

    @Inject
    @Claim("customDouble")
    JsonNumber customDouble;

    @Inject
    @Claim("customObject")
    JsonObject customObject;

    @Inject
    @Claim("customArray")
    JsonArray customArray;

    @Inject
    @Claim("customFlag")
    JsonValue customFlag;

    @Inject
    @Claim("custom-missing")
    JsonObject missingJson;

    @GET
    public Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", token.getName());
        all.put("principal", principal.getName());
        all.put("context", security.getUserPrincipal().getName());
        all.put("isToken", security.getUserPrincipal() instanceof JsonWebToken);
        all.put("scheme", security.getAuthenticationScheme());
        all.put("tokenGroups", token.getGroups());
        all.put("tokenAudience", token.getAudience());
        all.put("tokenExpires", token.getExpirationTime());
        all.put("rawToken", rawToken);
        all.put("subject", subject);
        all.put("expires", expires);
        all.put("issued", issued);
        all.put("audience", audience);
        all.put("groups", groups);
        all.put("verified", verified);
        all.put("missing", missing);
        all.put("optionalMissing", optionalMissing.isPresent());
        all.put("optionalId", optionalId.orElseThrow());
        all.put("optionalTime", optionalTime.orElseThrow().longValueExact());
        all.put("audienceValue", audienceValue.getValue());
        all.put("audienceName", audienceValue.getName());
        all.put("optionalSubjectValue", optionalSubjectValue.getValue().orElseThrow());
        all.put("optionalMissingValue", optionalMissingValue.getValue().isPresent());
        all.put("anyValue", anyValue.getValue());
        all.put("issuerLater", issuerLater.get());
        all.put("issuedLater", issuedLater.get());
        all.put("optionalSubjectLater", optionalSubjectLater.get().orElseThrow());
        all.put("integerLater", integerLater.get().longValueExact());
        all.put("issuerJson", issuerJson.getString());
        all.put("audienceJson", audienceJson.toString());
        all.put("issuedJson", issuedJson.longValueExact());
        all.put("customString", customString.getString());
        all.put("customDouble", customDouble.doubleValue());
        all.put("customObject", customObject.toString());
        all.put("customArray", customArray.toString());
        all.put("customFlag", customFlag == JsonValue.TRUE);
        all.put("missingJson", missingJson);
        return all;
    }
}
