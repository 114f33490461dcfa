//! `loket headers CONFIG SERVER`: the headers and the rules of caching that the app needs, as a part of the settings of nginx,
//! Apache or Caddy.

use forms::Json;
use rest::Provider;

/// The servers that are known.
pub const SERVERS: [&str; 3] = ["nginx", "apache", "caddy"];

/// What a browser must be told, beside the policy: the same as the stand-in tells.
const HEADERS: [(&str, &str); 5] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(self), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
];
/// A name that holds a hash never means another content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Everything else is asked for again, which costs nothing when it has not changed.
const ASK: &str = "no-cache";

/// The text for one of [`SERVERS`].
pub fn headers(config: &str, server: &str) -> Result<String, String> {
    let config = Json::parse(config).map_err(|_| String::from("The settings are no JSON."))?;
    let backend = config.get("backend").cloned().unwrap_or_default();
    let base = backend.get("base").and_then(Json::as_str).unwrap_or("/api");
    let policy = policy(base, provider(&backend)?.as_deref());
    let mut all = vec![("Content-Security-Policy", policy.as_str())];
    all.extend(HEADERS);
    match server {
        "nginx" => Ok(nginx(&all)),
        "apache" => Ok(apache(&all)),
        "caddy" => Ok(caddy(&all)),
        _ => Err(format!("The servers are {}.", SERVERS.join(", "))),
    }
}

/// The origin of the provider that citizens sign in at, if they do.
fn provider(backend: &Json) -> Result<Option<String>, String> {
    let auth = backend.get("auth").filter(|auth| auth.get("kind").and_then(Json::as_str) == Some("oidc"));
    let Some(auth) = auth else { return Ok(None) };
    let issuer = auth.get("issuer").and_then(Json::as_str).unwrap_or_default();
    match Provider::origin(issuer) {
        Some(origin) => Ok(Some(origin)),
        None => Err(format!("backend.auth.issuer is “{issuer}”; it must be an https address without a query.")),
    }
}

/// Nothing but the app's own files and its own wasm; data from the origins of backend and provider when these have their own.
fn policy(base: &str, provider: Option<&str>) -> String {
    let mut connect = String::from("'self'");
    let origin: Vec<&str> = base.splitn(4, '/').take(3).collect();
    let backend = origin.join("/");
    let backend = (!base.starts_with('/')).then_some(backend.as_str());
    for origin in backend.into_iter().chain(provider.filter(|provider| Some(*provider) != backend)) {
        connect.push(' ');
        connect.push_str(origin);
    }
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         connect-src {connect}; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'"
    )
}

fn nginx(all: &[(&str, &str)]) -> String {
    // A location that adds one header inherits none, so each has them all.
    let block = |opening: &str, inner: &str, cache: &str| {
        let lines = all.iter().copied().chain([("Cache-Control", cache)]);
        let lines: String = lines.map(|(name, value)| format!("    add_header {name} \"{value}\" always;\n")).collect();
        format!("{opening} {{\n{inner}{lines}}}\n")
    };
    let mut text = String::from(
        "# Inside `server { }`, where `root` is the app's folder. gzip_static sends the .gz files beside each.\n",
    );
    text.push_str("gzip_static on;\ngzip_vary on;\n");
    text.push_str(&block("location ~ \"-[0-9a-f]{16}\\.\"", "    try_files $uri =404;\n", FOR_EVER));
    let manifest = "    default_type application/manifest+json;\n    types { }\n";
    text.push_str(&block("location = /manifest.webmanifest", manifest, ASK));
    text.push_str(&block("location ~ \"\\.[a-z0-9]+$\"", "    try_files $uri =404;\n", ASK));
    text.push_str(&block("location /", "    try_files $uri /index.html;\n", ASK));
    text
}

fn apache(all: &[(&str, &str)]) -> String {
    let mut text = String::from("# Inside the <Directory> of the app's folder. Needs mod_headers and mod_rewrite.\n");
    for (name, value) in all {
        text.push_str(&format!("Header always set {name} \"{value}\"\n"));
    }
    text.push_str(&format!("Header always set Cache-Control \"{ASK}\"\n"));
    text.push_str(&format!(
        "<FilesMatch \"-[0-9a-f]{{16}}\\.\">\n    Header always set Cache-Control \"{FOR_EVER}\"\n</FilesMatch>\n"
    ));
    text.push_str("AddType application/wasm .wasm\nAddType application/manifest+json .webmanifest\n");
    text.push_str("RewriteEngine On\nRewriteCond %{REQUEST_FILENAME} !-f\nRewriteRule ^[^.]*$ /index.html [L]\n");
    text
}

fn caddy(all: &[(&str, &str)]) -> String {
    let mut text =
        String::from("# Inside `handle { }` of the site's block, where `root` is the app's folder.\nheader {\n");
    for (name, value) in all {
        text.push_str(&format!("    {name} \"{value}\"\n"));
    }
    text.push_str("}\n");
    // Of two headers that both fit, Caddy lets the more general one win: so each file fits only one.
    for (name, matcher, cache) in [("hashed", "", FOR_EVER), ("other", "not ", ASK)] {
        text.push_str(&format!(
            "@{name} {matcher}path_regexp -[0-9a-f]{{16}}\\.\nheader @{name} Cache-Control \"{cache}\"\n"
        ));
    }
    text.push_str("header /manifest.webmanifest Content-Type application/manifest+json\n");
    text.push_str("@page not path_regexp \\.[a-z0-9]+$\nrewrite @page /index.html\n");
    text.push_str("file_server {\n    precompressed br gzip\n}\n");
    text
}

#[cfg(test)]
mod tests;
