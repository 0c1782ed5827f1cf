-- Rows of mail are stored by their key: a page of members reads one for each who is invited, by one search in the table
-- instead of two, in an index and in the table. Nothing else is different, and nothing on PostgreSQL.
-- sqlite:
CREATE TABLE new_mail (
    id TEXT PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    sealed_token TEXT,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'kept', 'failed')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER,
    reason TEXT,
    created_at INTEGER NOT NULL,
    sent_at INTEGER
) STRICT, WITHOUT ROWID;
INSERT INTO new_mail (id, member_id, kind, sealed_token, state, attempts, next_attempt_at, reason, created_at, sent_at)
SELECT id, member_id, kind, sealed_token, state, attempts, next_attempt_at, reason, created_at, sent_at
FROM mail ORDER BY id;
DROP TABLE mail;
ALTER TABLE new_mail RENAME TO mail;
CREATE INDEX mail_by_created_at ON mail (created_at, id);
CREATE INDEX mail_by_state ON mail (state, created_at, id);
CREATE INDEX mail_by_member ON mail (member_id);
CREATE INDEX due_mail ON mail (next_attempt_at, id) WHERE next_attempt_at IS NOT NULL;
-- postgres:
SELECT 1;
-- both:
