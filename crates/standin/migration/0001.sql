-- Submissions with everything that happened to them, and the keys under which receipts were given.
CREATE TABLE submission (
    number   TEXT PRIMARY KEY,
    service  TEXT NOT NULL,
    version  TEXT NOT NULL,
    answers  TEXT NOT NULL,
    digits   TEXT NOT NULL,
    state    TEXT NOT NULL,
    promised TEXT NOT NULL,
    reason   TEXT,
    created  INTEGER NOT NULL
) STRICT;
CREATE INDEX submission_created ON submission (created DESC);

-- Every state that a submission came into, with the time (Unix seconds) and a remark.
CREATE TABLE event (
    id     INTEGER PRIMARY KEY,
    number TEXT NOT NULL REFERENCES submission (number),
    state  TEXT NOT NULL,
    at     INTEGER NOT NULL,
    note   TEXT
) STRICT;
CREATE INDEX event_number ON event (number, id);

-- The answers that the officer asks for at present.
CREATE TABLE correction (
    number  TEXT NOT NULL REFERENCES submission (number),
    pointer TEXT NOT NULL,
    reason  TEXT NOT NULL,
    PRIMARY KEY (number, pointer)
) STRICT;

-- Answers as they were before a correction.
CREATE TABLE revision (
    id      INTEGER PRIMARY KEY,
    number  TEXT NOT NULL REFERENCES submission (number),
    answers TEXT NOT NULL,
    at      INTEGER NOT NULL
) STRICT;

-- Which receipt a key has given, and a digest of what was sent under it.
CREATE TABLE receipt_key (
    key         TEXT PRIMARY KEY,
    fingerprint BLOB NOT NULL,
    number      TEXT NOT NULL REFERENCES submission (number),
    promised    TEXT NOT NULL,
    at          INTEGER NOT NULL
) STRICT;
CREATE INDEX receipt_key_at ON receipt_key (at);
