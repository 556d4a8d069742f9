# Build, in the SDK's image.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src src
# .ci/run takes this very line from here, so that what is tested is what is shipped.
RUN dotnet publish src/LogTail -c Release -r linux-x64 --self-contained -p:PublishSingleFile=true -p:DebugType=none -o artifacts/image
# Compiled ahead, so that the first start is warm too.
COPY programs programs
RUN artifacts/image/logtail compile programs --out /images

# Run, on the C library and, for Kafka, librdkafka.
FROM mcr.microsoft.com/dotnet/runtime-deps:10.0
COPY --from=build /source/artifacts/image/logtail /usr/local/bin/logtail
COPY programs /etc/logtail

# Only reading Kafka needs it. The link is for those who come from grok_exporter: --entrypoint grok_exporter, or the arguments grok-exporter -config FILE.
RUN apt-get update && apt-get install -y --no-install-recommends librdkafka1 && rm -rf /var/lib/apt/lists/* \
    && ln -s logtail /usr/local/bin/grok_exporter

# A user without a name or a home; the two folders are all that it may write.
RUN install -d -o 65532 -g 65532 -m 0700 /var/cache/logtail /var/lib/logtail
COPY --from=build --chown=65532:65532 --chmod=0700 /images /var/cache/logtail/images
USER 65532:65532
ENV CACHE_DIRECTORY=/var/cache/logtail STATE_DIRECTORY=/var/lib/logtail HOME=/var/lib/logtail
VOLUME ["/var/cache/logtail", "/var/lib/logtail"]

# Programs and logs are mounted: -v /etc/logtail:/etc/logtail:ro -v /var/log:/var/log:ro
EXPOSE 3903
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s CMD ["logtail", "health", "http://127.0.0.1:3903/healthz"]
ENTRYPOINT ["logtail"]
CMD ["run", "--programs", "/etc/logtail", "--logs", "/var/log/*.log", "/var/log/*/*.log", "--listen", ":3903"]
