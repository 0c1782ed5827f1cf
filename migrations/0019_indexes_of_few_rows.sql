-- The next email that is due is found by its time alone: with the state in the condition, SQLite read and sorted all that
-- are queued for each that was sent. next_attempt_at is NULL unless an email is queued.
DROP INDEX queued_mail;
CREATE INDEX due_mail ON mail (next_attempt_at, id) WHERE next_attempt_at IS NOT NULL;

-- The entries of one API token are few among many.
CREATE INDEX audit_entries_by_token ON audit_entries (actor_token_id, happened_at, id) WHERE actor_token_id IS NOT NULL;
