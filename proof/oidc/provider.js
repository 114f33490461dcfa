// An OpenID provider by others (npm's oidc-provider) with one client, the app, and a page to sign in at. Everybody has an account.

// It is a module, and only `require` looks where npm's packages lie.
const load = (name) => import(require.resolve(name));
const origin = `http://127.0.0.1:${process.env.PORT}`;
const app = process.env.APP_ORIGIN;
// What the token is for: the permits of server.js.
const resource = 'urn:kota:izin';

load('oidc-provider').then(({ default: Provider }) => {
  const provider = new Provider(origin, {
    clients: [
      {
        client_id: 'loket',
        token_endpoint_auth_method: 'none',
        redirect_uris: [`${app}/masuk`],
        post_logout_redirect_uris: [`${app}/`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    clientBasedCORS: (context, asking) => asking === app,
    cookies: { keys: ['a journey'] },
    pkce: { required: () => true },
    findAccount: (context, name) => ({ accountId: name, claims: () => ({ sub: name }) }),
    interactions: { url: (context, { uid }) => `/login/${uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: (context, form) => (context.body = farewell(form)) },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'izin',
          audience: resource,
          accessTokenTTL: 3600,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    // The city's own app: nobody is asked whether it may.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid');
      grant.addResourceScope(resource, 'izin');
      await grant.save();
      return grant;
    },
  });

  provider.use(async (context, next) => {
    const [, , uid, act] = context.path.split('/');
    if (context.path === '/health') context.body = 'ok';
    // The page that the app's policy does not know; browsers ask for its icon.
    else if (context.path === '/favicon.ico') context.status = 204;
    else if (!context.path.startsWith('/login/')) return next();
    else if (!act) context.body = page(uid);
    else {
      const name = new URLSearchParams(context.querystring).get('name');
      const result = act === 'cancel' ? { error: 'access_denied' } : { login: { accountId: name } };
      context.redirect(await provider.interactionResult(context.req, context.res, result));
    }
  });
  provider.listen(Number(process.env.PORT), '127.0.0.1');
});

const page = (uid) => `<!DOCTYPE html><html lang="id"><title>Akun Warga</title><h1>Akun Warga</h1>
  <form action="/login/${uid}/enter"><label>Nama akun <input name="name"></label><button>Masuk ke akun</button></form>
  <a href="/login/${uid}/cancel">Batal</a></html>`;

const farewell = (form) => `<!DOCTYPE html><html lang="id"><title>Akun Warga</title><h1>Keluar dari Akun Warga?</h1>
  ${form}<button form="op.logoutForm" name="logout" value="yes">Ya, keluar</button></html>`;
