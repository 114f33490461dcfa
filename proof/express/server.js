// A small permit backend in Express's own usual style: it knows nothing of Loket.

const express = require('express');
const { body, matchedData, validationResult } = require('express-validator');

const app = express();
const permits = new Map();

app.use((request, response, next) => {
  if (!process.env.APP_ORIGIN) return next();
  response.set('Access-Control-Allow-Origin', process.env.APP_ORIGIN);
  response.set('Access-Control-Allow-Methods', 'GET, POST');
  response.set('Access-Control-Allow-Headers', 'content-type');
  if (request.method === 'OPTIONS') return response.sendStatus(204);
  next();
});
app.use(express.json());

app.get('/health', (request, response) => response.json({ ok: true }));

app.post(
  '/stalls',
  body('client_reference').isHexadecimal(),
  body('owner.name').trim().isLength({ min: 3 }).withMessage('Nama terlalu pendek.'),
  body('owner.phone').custom((phone) => !phone.endsWith('0000')).withMessage('Nomor HP ini sudah tidak aktif.'),
  body('goods').isArray({ min: 1 }),
  body('goods.*.name').isString(),
  body('goods.*.price').isInt({ max: 100000 }).withMessage('Harga terlalu tinggi untuk pasar rakyat.'),
  (request, response) => {
    const errors = validationResult(request);
    if (!errors.isEmpty()) return response.status(400).json({ errors: errors.array() });
    const stall = matchedData(request);
    const number = `LAPAK-${String(permits.size + 1).padStart(4, '0')}`;
    permits.set(number, stall);
    response.status(201).json({ data: { number } });
  },
);

app.get('/stalls/by-reference/:reference', (request, response) => {
  const found = [...permits].find(([, stall]) => stall.client_reference === request.params.reference);
  if (!found) return response.status(404).json({ error: 'Not found' });
  response.json({ data: { number: found[0] } });
});

app.post('/stalls/status', body('number').isString(), body('digits').isLength({ min: 4, max: 4 }), (request, response) => {
  const { number, digits } = matchedData(request);
  if (!permits.get(number)?.owner.phone.endsWith(digits)) return response.status(404).json({ error: 'Not found' });
  response.json({ data: { number, status: 'checking' } });
});

app.listen(Number(process.env.PORT), '127.0.0.1');
