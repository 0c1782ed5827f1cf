-- picture: NULL where a member has none; else the version that their picture's address carries, and the end of the
-- blob's name (pictures/picture_store.hpp).
ALTER TABLE members ADD COLUMN picture TEXT;

-- Blobs that no row points to: those of removed members and replaced pictures, and those whose upload is not finished.
-- Deleted from the storage once delete_at is there.
CREATE TABLE unreferenced_blobs (
    name TEXT PRIMARY KEY,
    delete_at INTEGER NOT NULL
) STRICT;
CREATE INDEX unreferenced_blobs_by_time ON unreferenced_blobs (delete_at);
