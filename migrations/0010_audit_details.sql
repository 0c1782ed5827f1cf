-- What was done, without personal data in audit_entries and with it in audit_details.

-- An entry keeps ids, names of fields, and what permissions, role, assignments, dates and settings were before and
-- after; never a name, email, phone number, address or browser of a person. It is never changed and never deleted.
-- changes: a JSON object, {"role": {"before": "member", "after": "administrator"}, ...}, whose names are among fields;
-- NULL where nothing of that kind was changed.
-- actor_kind: what the actor came with: session, api_token, link (of an email, or of set-up), or worker where the
-- server finished later what the actor had begun. NULL in entries from before it was kept.
-- actor_session_id, actor_token_id: which session or API token that was; both may be gone since.
ALTER TABLE audit_entries ADD COLUMN changes TEXT;
ALTER TABLE audit_entries ADD COLUMN actor_kind TEXT;
ALTER TABLE audit_entries ADD COLUMN actor_session_id TEXT;
ALTER TABLE audit_entries ADD COLUMN actor_token_id TEXT;

-- The personal data of an entry: one row for each person of whom it holds some, at most the actor and the subject. The
-- erasure of a person deletes that person's rows and no others, so a row holds the data of its person only.
-- person_id: not a reference, so that entries about those who are removed, or are not members, can be kept too.
-- details: a JSON object, {"name": ..., "email": ..., "address": ..., "browser": ...}. Its text is never changed.
CREATE TABLE audit_details (
    entry_id TEXT NOT NULL REFERENCES audit_entries (id),
    person_id TEXT NOT NULL,
    details TEXT NOT NULL,
    PRIMARY KEY (entry_id, person_id)
) STRICT;
CREATE INDEX audit_details_by_person ON audit_details (person_id);
