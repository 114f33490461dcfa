-- The counter whose officer helped at a kiosk, as the kiosk claims.
ALTER TABLE submission ADD COLUMN assisted TEXT;
