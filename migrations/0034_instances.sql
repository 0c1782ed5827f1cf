-- Which key file and which storage belong to this database, so that no instance serves it with others. No row until a server
-- has started. key_fingerprint: of the key file, tells nothing else about it. storage_id: the storage has a blob
-- installation/<storage_id>.
CREATE TABLE installation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    key_fingerprint TEXT NOT NULL,
    storage_id TEXT NOT NULL
) STRICT;
