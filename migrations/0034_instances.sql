-- Limits that count over all instances of Rollcall (docs/decisions/0069-limits-of-several-instances.md). Nothing of this is
-- worth keeping: rows that a backup brings back are deleted as those of an instance that was killed.

-- The instances that have live streams.
-- beats: counts up while the instance runs; the others delete the row of one that has stopped to count.
CREATE TABLE live_instances (
    id TEXT PRIMARY KEY,
    beats INTEGER NOT NULL
) STRICT;

-- The live streams that are open, and were not replaced by newer ones.
-- holder: the session or API token. number: in the order in which those of a holder were opened.
CREATE TABLE live_streams (
    id TEXT PRIMARY KEY,
    instance_id TEXT NOT NULL REFERENCES live_instances (id) ON DELETE CASCADE,
    holder TEXT NOT NULL,
    number INTEGER NOT NULL
) STRICT;
CREATE INDEX live_streams_by_holder ON live_streams (holder, number);
CREATE INDEX live_streams_by_instance ON live_streams (instance_id);

-- How many webhooks with a wrong secret came from a network. subject: a hash of the connection, its secret and the network.
-- number: in the order in which networks were met, for each is_known. is_known: a webhook with the right secret has come
-- from there.
CREATE TABLE wrong_signatures (
    subject TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    period_began INTEGER NOT NULL,
    wrong INTEGER NOT NULL,
    is_known INTEGER NOT NULL
) STRICT;
CREATE INDEX wrong_signatures_by_number ON wrong_signatures (is_known, number);
CREATE INDEX wrong_signatures_by_period ON wrong_signatures (is_known, period_began);

-- Which key file and which storage belong to this database, so that no instance serves it with others. No row until a server
-- has started. key_fingerprint: of the key file, tells nothing else about it. storage_id: the storage has a blob
-- installation/<storage_id>.
CREATE TABLE installation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    key_fingerprint TEXT NOT NULL,
    storage_id TEXT NOT NULL
) STRICT;
