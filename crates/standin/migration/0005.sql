-- What a kiosk and a phone hand over to each other, second form. A row is a place that a kiosk opened for a phone (`point` and
-- `commitment`, then `hello` of the phone and `reveal` of the kiosk), or what a kiosk wrote for one. `token` is the SHA-256 of a token
-- that only writer and reader have; with it, what is `sealed` is acknowledged (`ack`) or taken back. Sealed bytes go a quarter of an
-- hour after they were `written` (nothing, once they were taken back), the row a day after `at`, so that either end can still learn what became of them.
DROP TABLE handoff;
CREATE TABLE handoff (
    id         TEXT PRIMARY KEY,
    unit       TEXT NOT NULL,
    at         INTEGER NOT NULL,
    point      TEXT,
    commitment TEXT,
    hello      BLOB,
    reveal     BLOB,
    token      BLOB,
    written    INTEGER,
    sealed     BLOB,
    ack        BLOB
) STRICT;
CREATE INDEX handoff_at ON handoff (at);
CREATE INDEX handoff_sealed ON handoff (unit, written) WHERE sealed IS NOT NULL;
