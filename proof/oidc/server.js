// A small permit backend that takes nothing without an access token, which it checks by the provider's keys: signature, issuer,
// audience, time. It knows nothing of Loket.

const express = require('express');

const provider = process.env.PROVIDER;
const resource = 'urn:kota:izin';
const permits = new Map();
// Tokens from before this moment count no more, as when a realm of Keycloak gets a new "not before".
let notBefore = 0;

const app = express();
app.use((request, response, next) => {
  if (!process.env.APP_ORIGIN) return next();
  response.set('Access-Control-Allow-Origin', process.env.APP_ORIGIN);
  response.set('Access-Control-Allow-Headers', 'authorization, content-type, idempotency-key');
  if (request.method === 'OPTIONS') return response.sendStatus(204);
  next();
});
app.use(express.json());

app.get('/health', (request, response) => response.json({ permits: [...permits.values()] }));
app.post('/not-before', (request, response) => {
  notBefore = Date.now() / 1000;
  response.sendStatus(204);
});

let keys;
const jose = import(require.resolve('jose'));
app.use(async (request, response, next) => {
  const { createRemoteJWKSet, jwtVerify } = await jose;
  keys = keys || createRemoteJWKSet(new URL(`${provider}/jwks`));
  const [, token] = (request.get('authorization') || '').match(/^Bearer (.+)$/) || [];
  try {
    const { payload } = await jwtVerify(token || '', keys, { issuer: provider, audience: resource });
    if (payload.iat < notBefore) throw new Error('not before');
    request.person = payload.sub;
    next();
  } catch (error) {
    response.set('WWW-Authenticate', 'Bearer error="invalid_token"');
    // A problem document with mistakes: the app must not take it for a refusal of what was sent.
    response.status(401).type('application/problem+json');
    response.send({ title: 'Invalid token', errors: [{ pointer: '/nama', detail: 'Token tidak berlaku.' }] });
  }
});

app.get('/markets', (request, response) => {
  response.json({ items: [{ value: 'flamboyan', label: 'Pasar Flamboyan' }, { value: 'tengah', label: 'Pasar Tengah' }] });
});

app.post('/person', (request, response) => response.json({ name: `Warga ${request.person}` }));

app.post('/permits', (request, response) => {
  const key = request.get('idempotency-key');
  const known = permits.get(key);
  const permit = known || { number: `IZIN-${permits.size + 1}`, person: request.person, ...request.body };
  permits.set(key, permit);
  response.status(201).json({ number: permit.number });
});

app.post('/status', (request, response) => {
  const { number, digits } = request.body;
  const found = [...permits.values()].find((permit) => permit.number === number && permit.hp.endsWith(digits));
  if (!found) return response.status(404).json({ error: 'Not found' });
  response.json({ number, state: 'diperiksa', service: 'izin-warga', version: '2026-11-24' });
});

app.listen(Number(process.env.PORT), '127.0.0.1');
