-- What contacts are filtered and found by. A contact may be known by a second name. *_caseless: as the filters compare.
ALTER TABLE contacts ADD COLUMN second_name TEXT;
ALTER TABLE contacts ADD COLUMN email_caseless TEXT;
ALTER TABLE contacts ADD COLUMN job_title_caseless TEXT;
CREATE INDEX contacts_by_email ON contacts (email_caseless, id) WHERE email_caseless IS NOT NULL;
CREATE INDEX contacts_by_job_title ON contacts (job_title_caseless, id) WHERE job_title_caseless IS NOT NULL;
CREATE INDEX contacts_by_time_zone ON contacts (time_zone, id) WHERE time_zone IS NOT NULL;
CREATE INDEX contacts_not_to_call ON contacts (id) WHERE do_not_call = 1;
CREATE INDEX contacts_with_consent ON contacts (id) WHERE consent_at IS NOT NULL AND consent_withdrawn_at IS NULL;
CREATE INDEX contacts_with_withdrawn_consent ON contacts (id) WHERE consent_withdrawn_at IS NOT NULL;
CREATE INDEX contacts_by_number ON contacts (phone) WHERE phone IS NOT NULL;

-- match_key: the value in the form that filters compare, in the order of bytes (match_key() of
-- server/contacts/own_fields/own_field_values.hpp).
ALTER TABLE contact_field_values ADD COLUMN match_key TEXT NOT NULL DEFAULT '';
DROP INDEX contact_field_values_by_field;
CREATE INDEX contact_field_values_by_key ON contact_field_values (field_id, match_key, contact_id);

-- The columns of rows that are there already are filled in the background.
INSERT INTO foldings (target, version, position) VALUES ('contact_filters', 1, '');
