-- The erasure of what is known about a phone number (docs/decisions/0042-erasure-by-number.md).

-- Numbers that were erased: number_hash is a keyed hash, which is of no use without the key file. erased_at: calls that
-- began until then are stored without personal data, whenever they are reported.
CREATE TABLE erased_numbers (
    number_hash TEXT PRIMARY KEY,
    erased_at INTEGER NOT NULL
) STRICT;

-- sealed_phone: the number, sealed with the key file, until its rows are erased; NULL from then on. erased_at: when no byte
-- was left. The others: how much was found.
CREATE TABLE number_erasures (
    id TEXT PRIMARY KEY,
    requested_by TEXT NOT NULL,
    requested_at INTEGER NOT NULL,
    erase_by INTEGER NOT NULL,
    erased_at INTEGER,
    sealed_phone TEXT,
    contacts INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    transcripts INTEGER NOT NULL,
    recordings INTEGER NOT NULL,
    webhook_events INTEGER NOT NULL,
    imports INTEGER NOT NULL
) STRICT;
CREATE INDEX number_erasures_by_time ON number_erasures (requested_at, id);
CREATE INDEX open_number_erasures ON number_erasures (requested_at) WHERE erased_at IS NULL;

-- When the personal data of a call was erased, or not stored at all; NULL of other calls.
ALTER TABLE calls ADD COLUMN erased_at INTEGER;

-- Calls by a number, however it is written: without what people put between the digits.
CREATE INDEX calls_by_from_digits ON calls (
    replace(replace(replace(replace(replace(replace(from_number, ' ', ''), '-', ''), '(', ''), ')', ''), '/', ''), '.', ''));
CREATE INDEX calls_by_to_digits ON calls (
    replace(replace(replace(replace(replace(replace(to_number, ' ', ''), '-', ''), '(', ''), ')', ''), '/', ''), '.', ''));
CREATE INDEX idempotency_keys_by_call ON idempotency_keys (call_id);
