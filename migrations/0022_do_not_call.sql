-- Numbers that nobody may call, for a company, or without one for the whole account. scope: the company's id, or 'account';
-- a unique index on company_id would let the account have a number twice.
CREATE TABLE do_not_call_entries (
    id TEXT PRIMARY KEY,
    scope TEXT NOT NULL,
    company_id TEXT REFERENCES companies (id) ON DELETE CASCADE,
    phone TEXT NOT NULL,
    reason TEXT,
    created_at INTEGER NOT NULL,
    UNIQUE (scope, phone)
) STRICT;
CREATE INDEX do_not_call_entries_by_company ON do_not_call_entries (company_id, created_at, id);
CREATE INDEX do_not_call_entries_by_created_at ON do_not_call_entries (created_at, id);
CREATE INDEX do_not_call_entries_by_phone ON do_not_call_entries (phone);
