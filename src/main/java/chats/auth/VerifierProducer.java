package chats.auth;

import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jws.AlgorithmIdentifiers;

/** Creates the verifier by the settings: either for Chats' own tokens or for those of an outside provider. */
@ApplicationScoped
public class VerifierProducer {
    private Optional<ExternalKeys> externalKeys = Optional.empty();

    @Produces
    @Singleton
    TokenVerifier verifier(Settings settings, SigningKeys ownKeys, Clock clock) {
        if (!settings.outsideProvider()) {
            return new TokenVerifier(
                    new TokenRules(
                            AccessTokens.ISSUER,
                            Set.of(),
                            AlgorithmIdentifiers.RSA_USING_SHA256,
                            ownKeys,
                            Optional.of(Duration.ofSeconds(settings.accessTokenSeconds())),
                            Optional.empty(),
                            Duration.ZERO,
                            Duration.ZERO),
                    clock);
        }
        ExternalKeys keys = settings.outsideKey()
                .map(ExternalKeys::of)
                .orElseGet(() -> ExternalKeys.at(settings.outsideKeyLocation().orElseThrow()));
        externalKeys = Optional.of(keys);
        Optional<Duration> clockSkew =
                settings.outsideTokens().clockSkewSeconds().map(Duration::ofSeconds);
        return new TokenVerifier(
                new TokenRules(
                        settings.outsideIssuer().orElse(""),
                        settings.outsideAudiences(),
                        settings.outsideAlgorithm(),
                        keys,
                        Optional.empty(),
                        settings.outsideTokens().ageSeconds().map(Duration::ofSeconds),
                        clockSkew.orElse(TokenRules.CLOCK_SKEW),
                        clockSkew.orElse(Duration.ZERO)),
                clock);
    }

    /**
     * Why no token of the outside provider can be verified at present, as a sentence that names the setting; empty if
     * there is no such reason.
     */
    public Optional<String> problem() {
        return externalKeys.flatMap(ExternalKeys::problem);
    }
}
