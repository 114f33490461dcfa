//! Attacks on what is served and what the service worker keeps: scripts, definitions, headers, policies.
