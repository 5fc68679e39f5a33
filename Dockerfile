# The production image. It is configured by the settings of docs/settings.md alone, and there is no database in it:
#
#   docker build -t chats .
#   docker run -p 3000:3000 -e DB_URL=jdbc:postgresql://HOST/chats -e DB_USER=... -e DB_PASSWORD=... -e KEY_SECRET=... chats

FROM maven:3.9-eclipse-temurin-17 AS build
# of Open Liberty, as in pom.xml; another one: --build-arg LIBERTY_VERSION=...
ARG LIBERTY_VERSION=26.0.0.3
WORKDIR /build

# the server's runtime, cut down to the features that server.xml names
COPY .mvn .mvn
COPY pom.xml server.xml ./
COPY src/main/liberty src/main/liberty
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp liberty:create -Dliberty.version=${LIBERTY_VERSION}
RUN mkdir /image \
    && target/liberty/wlp/bin/server package chats --include=minify --archive=/image/runtime.zip --server-root=runtime \
    && cd /image && jar -xf runtime.zip && rm -r runtime.zip runtime/usr && chmod +x runtime/bin/server

# the application; its libraries change less often than itself
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -Dmaven.test.skip -Dspotless.skip package \
    && mv target/chats/WEB-INF/lib /image/libraries \
    && mv target/chats /image/application


FROM eclipse-temurin:17-jre

ENV WLP_OUTPUT_DIR=/var/chats \
    JVM_ARGS=-XX:MaxRAMPercentage=70
# the only folder that is written to: logs and caches; in group 0, for platforms that choose the user id themselves
RUN mkdir -m 770 /var/chats && chown 1001:0 /var/chats

# what changes least comes first
COPY --from=build /image/runtime /opt/chats
COPY --from=build /build/target/liberty/wlp/usr/shared/resources/jdbc/postgresql-*.jar /opt/chats/usr/shared/resources/jdbc/
COPY server.xml src/main/liberty/config/ /opt/chats/usr/servers/chats/
COPY --from=build /image/libraries /opt/chats/usr/servers/chats/apps/chats.war/WEB-INF/lib
COPY --from=build /image/application /opt/chats/usr/servers/chats/apps/chats.war

USER 1001:0
EXPOSE 3000
# Whether it lives, not whether it is ready: starting it anew does not bring a database back. Asked where all of health is told.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "port=${MANAGEMENT_PORT:-0} && [ $port != 0 ] || port=${HTTP_PORT:-3000}; exec 3<>/dev/tcp/127.0.0.1/$port && printf 'GET /health/live HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
# The script becomes the server itself, which is told to stop by SIGTERM: it closes its sockets and finishes what it has
# in hand, within 30 s.
CMD ["/opt/chats/bin/server", "run", "chats"]
