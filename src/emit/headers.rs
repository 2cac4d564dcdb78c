//! The response headers that a server should send, in the `_headers` form that static hosts read.

/// A policy without scripts, frames of others, or anything from elsewhere.
const HEADERS: &str = "\
/*
  Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'
  Permissions-Policy: camera=(), geolocation=(), microphone=()
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
";

pub(super) fn write() -> String {
    HEADERS.to_owned()
}
