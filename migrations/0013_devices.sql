-- Browsers in which a member has signed in: each has a cookie, whose hash is here, and a limit of wrong passwords of its
-- own. A browser that several members use has one cookie, and a row for each of them.
-- session_id: the session that was started last in this browser; it may have ended.
CREATE TABLE devices (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL,
    member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    session_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX devices_by_token ON devices (token_hash, member_id);
CREATE INDEX devices_by_member ON devices (member_id, last_used_at);
CREATE INDEX devices_by_last_use ON devices (last_used_at);

-- Whether members get an email about a sign-in from a new device, a new password and a new API token of theirs.
ALTER TABLE accounts ADD COLUMN security_emails INTEGER NOT NULL DEFAULT 1;
