-- What a kiosk and a phone hand over to each other: sealed bytes that nobody here can read, none once the reader has them. A row goes
-- a quarter of an hour after `at`.
CREATE TABLE handoff (
    id     TEXT PRIMARY KEY,
    sealed BLOB,
    at     INTEGER NOT NULL
) STRICT;
CREATE INDEX handoff_at ON handoff (at);
