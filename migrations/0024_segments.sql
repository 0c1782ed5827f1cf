-- Named sets of contacts of one company. kind: static, whose contacts are in segment_contacts, or filter, whose contacts
-- match filter, JSON as in the API.
CREATE TABLE segments (
    id TEXT PRIMARY KEY,
    company_id TEXT NOT NULL REFERENCES companies (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_caseless TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    description TEXT,
    kind TEXT NOT NULL,
    filter TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (company_id, name_caseless)
) STRICT;
CREATE INDEX segments_by_name ON segments (name_folded, id);
CREATE INDEX segments_by_created_at ON segments (created_at, id);
CREATE INDEX segments_by_company_and_name ON segments (company_id, name_folded, id);
CREATE INDEX segments_by_company_and_created_at ON segments (company_id, created_at, id);

-- There are no segments yet whose names were folded by earlier rules.
INSERT INTO foldings (target, version, position) VALUES ('segments', 2, '');

-- segment_id refers to no row: a segment may have a million contacts, which are deleted part by part after it.
CREATE TABLE segment_contacts (
    segment_id TEXT NOT NULL,
    contact_id TEXT NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    PRIMARY KEY (segment_id, contact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX segment_contacts_by_contact ON segment_contacts (contact_id, segment_id);

-- Segments that are deleted, but not all of their rows in segment_contacts.
CREATE TABLE deleted_segments (
    id TEXT PRIMARY KEY
) STRICT;

-- Further phone numbers of a contact, from contacts that were merged into it. A number is at most once in a company, as
-- contacts.phone or here: server/contacts/contact_store.cpp looks in both, inside the write.
CREATE TABLE contact_other_phones (
    company_id TEXT NOT NULL REFERENCES companies (id),
    phone TEXT NOT NULL,
    contact_id TEXT NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    PRIMARY KEY (company_id, phone)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_other_phones_by_contact ON contact_other_phones (contact_id, phone);
CREATE INDEX contact_other_phones_by_phone ON contact_other_phones (phone, contact_id);
