-- What one person did of one kind, and what of one kind was done to somebody: with the action in the condition alone, all
-- entries of that person were read.
CREATE INDEX audit_entries_by_actor_and_action ON audit_entries (actor_id, action, happened_at, id);
CREATE INDEX audit_entries_by_subject_and_action ON audit_entries (subject_id, action, happened_at, id);
