//! What each server wants to be told, and how it says it: nginx inside `server { }`, Apache inside `<VirtualHost>`, Caddy as two
//! snippets. docs/deploy.md shows where each stands.

use super::Headers;

/// A name that holds a hash never means another content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Everything else is asked for again, which costs nothing when it has not changed.
const ASK: &str = "no-cache";
/// For TLS 1.2: forward secrecy and authenticated encryption alone (Mozilla's "intermediate"). TLS 1.3 has no others.
const CIPHERS: &str = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:\
    ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

/// A location that adds one header inherits none. So the app's locations have theirs each, and what stands outside holds for all others:
/// the backend's above all, whatever the city writes into its location.
pub fn nginx(app: &Headers, bare: &Headers) -> String {
    let line = |(name, value): (&str, &str)| format!("add_header {name} \"{value}\" always;\n");
    let block = |opening: &str, inner: &str, cache: &str| {
        let lines = app.iter().copied().chain([("Cache-Control", cache)]);
        let lines: String = lines.map(|header| format!("    {}", line(header))).collect();
        format!("{opening} {{\n{inner}{lines}}}\n")
    };
    let mut text = String::from(
        "# Inside `server { }`, where `root` is the app's folder. gzip_static sends the .gz files beside each.\n\
         # A server of its own sends on whoever comes by http:\n\
         #     server { listen 80; server_name NAME; return 301 https://$host$request_uri; }\n",
    );
    text.push_str(&format!("ssl_protocols TLSv1.2 TLSv1.3;\nssl_ciphers {CIPHERS};\nssl_prefer_server_ciphers off;\n"));
    text.push_str("ssl_session_cache shared:loket:5m;\nssl_session_tickets off;\nserver_tokens off;\n");
    text.push_str("gzip_static on;\ngzip_vary on;\n");
    text.push_str("# For every location without headers of its own, such as the backend's.\n");
    text.extend(bare.iter().copied().map(line));
    text.push_str("location ~ \"/\\.(?!well-known/)\" { return 404; }\n");
    text.push_str(&block("location ~ \"-[0-9a-f]{16}\\.\"", "    try_files $uri =404;\n", FOR_EVER));
    let manifest = "    default_type application/manifest+json;\n    types { }\n";
    text.push_str(&block("location = /manifest.webmanifest", manifest, ASK));
    text.push_str(&block("location ~ \"\\.[a-z0-9]+$\"", "    try_files $uri =404;\n", ASK));
    text.push_str(&block("location /", "    try_files $uri /index.html;\n", ASK));
    text
}

/// `path` is where the backend stands on the app's own origin, if it does.
pub fn apache(app: &Headers, bare: &Headers, path: Option<&str>) -> String {
    let block = |opening: String, headers: &mut dyn Iterator<Item = (&str, &str)>| {
        let lines = headers.map(|(name, value)| format!("    Header always set {name} \"{value}\"\n"));
        format!("<{opening}>\n{}</{}>\n", lines.collect::<String>(), opening.split(' ').next().unwrap_or_default())
    };
    let backend = path.map(|path| path.replace('.', "\\."));
    let outside = backend.as_ref().map_or_else(String::new, |path| format!("(?!{path}(/|$))"));
    let mut text = String::from(
        "# Inside <VirtualHost *:443>, where DocumentRoot is the app's folder. Needs mod_headers, mod_rewrite and mod_ssl.\n\
         # A host of its own sends on whoever comes by http:\n\
         #     <VirtualHost *:80>\n#         ServerName NAME\n#         Redirect permanent / https://NAME/\n#     </VirtualHost>\n",
    );
    text.push_str(&format!("SSLProtocol -all +TLSv1.2 +TLSv1.3\nSSLCipherSuite {CIPHERS}\nSSLHonorCipherOrder off\n"));
    text.push_str("SSLSessionTickets off\n");
    let every = app.iter().copied().chain([("Cache-Control", ASK)]);
    text.push_str(&block(format!("LocationMatch \"^{outside}\""), &mut every.into_iter()));
    let hashed = format!("LocationMatch \"^{outside}.*-[0-9a-f]{{16}}\\.\"");
    text.push_str(&block(hashed, &mut [("Cache-Control", FOR_EVER)].into_iter()));
    if let Some(path) = &backend {
        text.push_str(&block(format!("LocationMatch \"^{path}(/|$)\""), &mut bare.iter().copied()));
    }
    text.push_str("<LocationMatch \"/\\.(?!well-known/)\">\n    Require all denied\n</LocationMatch>\n");
    text.push_str("AddType application/wasm .wasm\nAddType application/manifest+json .webmanifest\nRewriteEngine On\n");
    if let Some(path) = &backend {
        text.push_str(&format!("RewriteCond %{{REQUEST_URI}} !^{path}(/|$)\n"));
    }
    text.push_str("RewriteCond %{DOCUMENT_ROOT}%{REQUEST_URI} !-f\nRewriteRule \"^/[^.]*$\" \"/index.html\" [L]\n");
    text
}

/// Two snippets, for the two parts of a site. Caddy sends http on to https and speaks TLS 1.2 and 1.3 by itself.
pub fn caddy(app: &Headers, bare: &Headers) -> String {
    let block = |headers: &Headers| {
        let lines = headers.iter().map(|(name, value)| format!("        {name} \"{value}\"\n"));
        format!("    header {{\n{}    }}\n", lines.collect::<String>())
    };
    let mut text = String::from(
        "# Above the site's block, which imports `loket-app` where `root` is the app's folder, and `loket-backend` where the\n\
         # backend is asked. Caddy itself sends http on to https, and speaks TLS 1.2 and 1.3 alone.\n",
    );
    text.push_str(&format!("(loket-backend) {{\n{}}}\n(loket-app) {{\n{}", block(bare), block(app)));
    // Where two headers fit, Caddy lets the more general one win: so each file fits only one.
    for (name, matcher, cache) in [("hashed", "", FOR_EVER), ("other", "not ", ASK)] {
        text.push_str(&format!(
            "    @{name} {matcher}path_regexp -[0-9a-f]{{16}}\\.\n    header @{name} Cache-Control \"{cache}\"\n"
        ));
    }
    text.push_str("    header /manifest.webmanifest Content-Type application/manifest+json\n");
    text.push_str("    @page not path_regexp \\.[a-z0-9]+$\n    rewrite @page /index.html\n");
    text.push_str("    file_server {\n        precompressed br gzip\n        hide .*\n    }\n}\n");
    text
}
