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

-- The search (docs/decisions/0039-lists-of-contacts.md). search_text: what is searched. number: which contact it is in the
-- index of the search; another one whenever the text changes. Both are null in rows that were there before, until the
-- server has started.
ALTER TABLE contacts ADD COLUMN number INTEGER;
ALTER TABLE contacts ADD COLUMN search_text TEXT;
CREATE UNIQUE INDEX contacts_by_search_number ON contacts (number);

-- The contacts of a block of numbers (number / 32768) whose texts contain a piece of one to three characters, or, where the
-- piece is U+001E and the id of a company, belong to it. numbers: those in the block, in order, as differences
-- (server/contacts/search/number_list.hpp).
CREATE TABLE contact_search_pieces (
    block INTEGER NOT NULL,
    piece TEXT NOT NULL,
    numbers TEXT NOT NULL,
    PRIMARY KEY (block, piece)
) STRICT, WITHOUT ROWID;

-- Numbers that are no contact's any more and still in contact_search_pieces, with the text whose pieces they have. A worker
-- takes them out.
CREATE TABLE contact_search_removals (
    number INTEGER PRIMARY KEY,
    company_id TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

-- One row. last_number: the last that was given to a contact. indexed_up_to: contacts with greater numbers are not in
-- contact_search_pieces yet; they are few, and each search reads them.
CREATE TABLE contact_search_state (
    id TEXT PRIMARY KEY,
    last_number INTEGER NOT NULL,
    indexed_up_to INTEGER NOT NULL
) STRICT;
INSERT INTO contact_search_state (id, last_number, indexed_up_to) VALUES ('search', 0, 0);

-- match_key: the value in the form that filters compare, in the order of bytes (match_key() of
-- server/contacts/own_fields/own_field_values.hpp). company_id and name_folded are those of the contact: however many contacts
-- have a value, a page of them, or of those of some companies, is found in the order of names.
ALTER TABLE contact_field_values ADD COLUMN match_key TEXT NOT NULL DEFAULT '';
ALTER TABLE contact_field_values ADD COLUMN company_id TEXT NOT NULL DEFAULT '';
ALTER TABLE contact_field_values ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
DROP INDEX contact_field_values_by_field;
CREATE INDEX contact_field_values_by_key
    ON contact_field_values (field_id, match_key, company_id, name_folded, contact_id);
CREATE INDEX contact_field_values_by_name ON contact_field_values (field_id, match_key, name_folded, contact_id);

-- The columns of rows that are there already are filled in the background.
INSERT INTO foldings (target, version, position) VALUES ('contact_filters', 1, '');
