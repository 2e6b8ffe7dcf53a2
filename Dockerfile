# The command and nothing else: a static binary in an empty image.
#
#   docker build --tag gatewright .
#   docker run --rm --volume "$PWD:/api:ro" gatewright lint
#
# Alpine's Rust links statically with musl, on each architecture that the image has.
FROM rust:1-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /source
COPY . .
RUN cargo build --release --locked --package gatewright-cli && cp target/release/gatewright /gatewright

FROM scratch
LABEL org.opencontainers.image.title="gatewright" \
      org.opencontainers.image.description="Lints OpenAPI definitions of Amazon API Gateway REST APIs" \
      org.opencontainers.image.licenses="MIT OR Apache-2.0"
COPY --from=build /gatewright /gatewright
COPY LICENSE-APACHE LICENSE-MIT /
# Nobody: reading what is mounted is enough.
USER 65532:65532
WORKDIR /api
ENTRYPOINT ["/gatewright"]
