// Signing in with an account of the city: OpenID Connect, authorization code flow with PKCE (OpenID Connect Core 1.0, section 3.1;
// RFC 6749, section 4.1; RFC 7636; RFC 9700). Loaded where a backend wants it. The app is a public client: no secret, no refresh token.
// The page itself goes to the provider and comes back to /masuk; old phones have no use for a second window. What must last until then
// lies in sessionStorage and is deleted when read. Whatever goes wrong is thrown as a word of WORDS and a detail for the city's IT people,
// and handed over as [detail, sentence, the same in English].
import WORDS from "../text/oidc.json";

const PENDING = "loket.sign-in";
const PATIENCE = 30000;
// The answer has come, so the line is there; the exchange is tried again after these pauses.
const PAUSES = [1000, 3000, 0];
// A clock may be so many seconds wrong.
const LEEWAY = 300;
// The provider's answer, which the loader has taken out of the address (src/loader/loader.js).
let answer = new URLSearchParams((window.loket.answer || "").replace(/^\??(.*)#/, "$1&"));
delete window.loket.answer;
// Whether somebody has signed in from this page. Only then may the provider know them again: on a phone that many use it must
// ask the next one who it is.
let known = false;
let end = null;

// Goes to the provider, which sends the browser to /masuk; `back` is the address to return to after that. `kept`: whether the device has
// what was typed. Gives what went wrong, if anything.
export function leave(issuer, client, scope, back, kept) {
  return go(issuer, client, scope, back, kept).then(() => null, told);
}

async function go(issuer, client, scope, back, kept) {
  if (!crypto.subtle) throw ["insecure"];
  // Whoever left now would find an empty form.
  if (!kept) throw ["unkept"];
  const about = await discover(issuer);
  const [state, nonce, verifier] = [random(), random(), random()];
  try {
    sessionStorage.setItem(PENDING, JSON.stringify({ issuer, client, scope, back, state, nonce, verifier }));
  } catch (error) {
    throw ["unkept"];
  }
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const address = new URL(endpoint(about, "authorization_endpoint"));
  const asked = {
    response_type: "code",
    client_id: client,
    redirect_uri: callback(),
    scope,
    state,
    nonce,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: "S256",
    ui_locales: document.documentElement.lang
  };
  // A fragment is not sent to the app's own server, so no code stands in its logs. Left out it means that it is supported (Discovery 1.0).
  if (!about.response_modes_supported || about.response_modes_supported.includes("fragment")) asked.response_mode = "fragment";
  if (!known) asked.prompt = "login";
  for (const name in asked) address.searchParams.set(name, asked[name]);
  location.assign(address);
}

// After coming back: [where to, null, what the token is for, the token, its life in seconds], or [where to, what went wrong].
export async function arrive() {
  let pending = null;
  try {
    pending = JSON.parse(sessionStorage.getItem(PENDING));
    sessionStorage.removeItem(PENDING);
  } catch (error) {
    // No storage, nothing pending.
  }
  // A page that is loaded again still knows the way back.
  if (pending) history.replaceState(pending.back, "");
  const back = history.state || "/";
  const given = answer;
  answer = new URLSearchParams();
  try {
    return [back, null, ...(await take(given, pending))];
  } catch (why) {
    return [back, told(why)];
  }
}

// Ends the session at the provider, too, if it has a place for that: `true` when the page goes there. The provider may ask first,
// since the ID token that would tell it who asks is not put into an address.
export function signOut() {
  known = false;
  if (end) location.assign(end);
  return !!end;
}

function told(why) {
  const [word, detail] = Array.isArray(why) ? why : ["broken", why.name];
  return [detail ? `${word} ${detail}` : word, WORDS.id[word], WORDS.en[word]];
}

async function take(given, pending) {
  if (!given.get("state")) throw ["lost"];
  if (!pending || given.get("state") !== pending.state) throw ["forged"];
  const { issuer, client, scope, nonce, verifier } = pending;
  const about = await discover(issuer);
  // RFC 9207: the answer must come from the provider that was asked.
  const iss = given.get("iss");
  if (iss === null ? about.authorization_response_iss_parameter_supported : iss !== issuer) throw ["forged", "iss"];
  const error = given.get("error");
  if (error !== null) throw [reason(error), code(error)];
  const reply = await exchange(endpoint(about, "token_endpoint"), {
    grant_type: "authorization_code",
    code: given.get("code") || "",
    redirect_uri: callback(),
    client_id: client,
    code_verifier: verifier
  });
  if (!reply.access_token || !/^bearer$/i.test(reply.token_type)) throw ["broken", "token"];
  judge(claims(reply.id_token), issuer, client, nonce);
  known = true;
  end = null;
  if (about.end_session_endpoint) {
    end = new URL(endpoint(about, "end_session_endpoint"));
    end.searchParams.set("client_id", client);
    end.searchParams.set("post_logout_redirect_uri", location.origin + "/");
  }
  return [`${issuer} ${client} ${scope}`, reply.access_token, Number(reply.expires_in) || 0];
}

// What the ID token must say (Core 1.0, section 3.1.3.7). It came straight from the provider over TLS, which stands for its signature.
function judge({ iss, aud, azp, nonce, exp, iat }, issuer, client, sent) {
  if (iss !== issuer || ![].concat(aud).includes(client) || (azp && azp !== client)) throw ["broken", "id_token"];
  if (nonce !== sent) throw ["forged", "nonce"];
  const now = Date.now() / 1000;
  if (!(exp > now - LEEWAY && iat < now + LEEWAY)) throw ["clock"];
}

function claims(token) {
  const part = token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
  const bytes = Uint8Array.from(atob(part), (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

async function discover(issuer) {
  const response = await ask(issuer.replace(/\/$/, "") + "/.well-known/openid-configuration");
  if (response.status >= 500) throw ["down", `${response.status}`];
  const about = response.ok ? await response.json() : {};
  // Discovery 1.0, section 4.3.
  if (about.issuer !== issuer) throw ["broken", "issuer"];
  return about;
}

// An address of the provider, as safe as its issuer.
function endpoint(about, name) {
  const address = about[name];
  if (!address || new URL(address).protocol !== new URL(about.issuer).protocol) throw ["broken", name];
  return address;
}

async function exchange(address, form) {
  for (const pause of PAUSES) {
    try {
      const response = await ask(address, { method: "POST", body: new URLSearchParams(form) });
      if (response.status >= 500) throw ["down", `${response.status}`];
      const reply = await response.json();
      if (response.ok) return reply;
      throw [reply.error === "invalid_grant" ? "late" : "broken", code(reply.error)];
    } catch (why) {
      if (!pause || why[0] !== "down") throw why;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

function ask(address, how) {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), PATIENCE);
  const plain = { credentials: "omit", cache: "no-store", redirect: "error", signal: controller.signal };
  return fetch(address, { ...plain, ...how }).catch(() => {
    throw ["down", "no reply"];
  });
}

// RFC 6749, section 4.1.2.1, and Core 1.0, section 3.1.2.6.
function reason(error) {
  if (error === "access_denied") return "denied";
  if (/^(login|interaction|consent|account_selection)_required$/.test(error)) return "again";
  return error === "server_error" || error === "temporarily_unavailable" ? "down" : "broken";
}

// A word of the protocol; nothing else is shown.
function code(error) {
  return /^\w{1,40}$/.test(error) ? error : "";
}

function callback() {
  return location.origin + "/masuk";
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}
