-- The token is the writer's alone, and a phone's is known from its hello on; the reader names itself, and only what was sealed makes the
-- acknowledgement. `ack_digest` is its SHA-256, `reader` that of the reader's own 32 bytes, `closed` whether the writer has taken it back. A row goes 37 days after `at`.
ALTER TABLE handoff ADD COLUMN ack_digest BLOB;
ALTER TABLE handoff ADD COLUMN reader BLOB;
ALTER TABLE handoff ADD COLUMN closed INTEGER;
UPDATE handoff SET closed = 1 WHERE token IS NOT NULL AND written IS NULL;
