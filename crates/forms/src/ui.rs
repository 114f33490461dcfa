//! The UI schema (JSON Forms 3.x), read into elements; internal to the engine.
