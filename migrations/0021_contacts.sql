-- The people whom the agents of a company call or are called by. phone: E.164, once in a company; SQL lets any number of
-- rows have none. consent_*: all null where there is none.
CREATE TABLE contacts (
    id TEXT PRIMARY KEY,
    company_id TEXT NOT NULL REFERENCES companies (id),
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    phone TEXT,
    email TEXT,
    job_title TEXT,
    time_zone TEXT,
    do_not_call INTEGER NOT NULL,
    consent_purpose TEXT,
    consent_source TEXT,
    consent_wording TEXT,
    consent_at INTEGER,
    consent_withdrawn_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX contacts_by_phone ON contacts (company_id, phone);
CREATE INDEX contacts_by_name ON contacts (name_folded, id);
CREATE INDEX contacts_by_created_at ON contacts (created_at, id);
CREATE INDEX contacts_by_company_and_name ON contacts (company_id, name_folded, id);
CREATE INDEX contacts_by_company_and_created_at ON contacts (company_id, created_at, id);

CREATE TABLE contact_tags (
    contact_id TEXT NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    tag_caseless TEXT NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (contact_id, tag_caseless)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_tags_by_tag ON contact_tags (tag_caseless, contact_id);

-- Fields that the account has defined for its contacts. choices: a JSON array of texts, for the kind choice.
CREATE TABLE contact_fields (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    choices TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- value: as text, in the form that server/contacts/own_fields/own_field_values.hpp names for each kind.
CREATE TABLE contact_field_values (
    contact_id TEXT NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    field_id TEXT NOT NULL REFERENCES contact_fields (id) ON DELETE CASCADE,
    value TEXT NOT NULL,
    PRIMARY KEY (contact_id, field_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_field_values_by_field ON contact_field_values (field_id, contact_id);

-- The country whose way of writing phone numbers the company's contacts are read and shown in: ISO 3166-1 alpha-2.
ALTER TABLE companies ADD COLUMN country TEXT;

-- There are no contacts yet whose names were folded by earlier rules.
INSERT INTO foldings (target, version, position) VALUES ('contacts', 2, '');
