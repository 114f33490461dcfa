-- Who brought a submission into a state: an officer's name; nobody where the citizen did.
ALTER TABLE event ADD COLUMN officer TEXT;
-- Wrong digits for a number, over days and restarts; from `alarmed` on it cannot be withdrawn by digits alone.
CREATE TABLE guess (
    number  TEXT PRIMARY KEY REFERENCES submission (number),
    n_wrong INTEGER NOT NULL,
    last    INTEGER NOT NULL,
    alarmed INTEGER
) STRICT;
-- The browsers in which an officer has signed in before, by the digest of what their cookie holds: no stranger's tries hold them up.
CREATE TABLE device (
    digest  BLOB PRIMARY KEY,
    officer TEXT NOT NULL,
    at      INTEGER NOT NULL
) STRICT;
