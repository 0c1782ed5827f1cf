-- The deliveries of a connection (docs/decisions/0058-deliveries.md): what is stored of its webhooks, the newest first.
CREATE INDEX call_events_by_time ON call_events (connection_id, received_at, id);

-- The newest webhooks of each connection that are not in call_events: refused ones, and those that had arrived before.
-- id: in the order in which they arrived. kind: null where it was not read. problem: why it was refused, in words for the
-- administrator.
CREATE TABLE unstored_webhooks (
    connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    kind TEXT,
    problem TEXT,
    PRIMARY KEY (connection_id, id)
) STRICT, WITHOUT ROWID;
