-- Files of contacts that are imported. member_id: who has begun what is being done, whose rights are asked for it; null
-- once that member is removed. api_token_id: the API token that began it, which may be deleted meanwhile. column_fields: a JSON array of {name, field}. position_offset and position_line: of the
-- first row that is not imported yet; first_offset and first_line: of the first row. chunk_count: the rows of
-- contact_import_chunks that are not undone. delete_at: when the file, the undo log and the refused rows are deleted.
CREATE TABLE contact_imports (
    id TEXT PRIMARY KEY,
    company_id TEXT NOT NULL REFERENCES companies (id) ON DELETE CASCADE,
    member_id TEXT REFERENCES members (id) ON DELETE SET NULL,
    api_token_id TEXT,
    file_name TEXT NOT NULL,
    file_bytes INTEGER NOT NULL,
    file_state TEXT NOT NULL,
    encoding TEXT NOT NULL,
    delimiter TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    column_fields TEXT NOT NULL,
    existing TEXT NOT NULL,
    segment_id TEXT,
    row_count INTEGER NOT NULL,
    first_offset INTEGER NOT NULL,
    first_line INTEGER NOT NULL,
    position_offset INTEGER NOT NULL,
    position_line INTEGER NOT NULL,
    chunk_count INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL DEFAULT 0,
    updated INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    warnings INTEGER NOT NULL DEFAULT 0,
    undo_deleted INTEGER NOT NULL DEFAULT 0,
    undo_restored INTEGER NOT NULL DEFAULT 0,
    undo_kept INTEGER NOT NULL DEFAULT 0,
    undo_gone INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    finished_at INTEGER,
    delete_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX contact_imports_by_created_at ON contact_imports (created_at, id);
CREATE INDEX contact_imports_by_company_and_created_at ON contact_imports (company_id, created_at, id);
CREATE INDEX contact_imports_by_state ON contact_imports (state, id);
CREATE INDEX contact_imports_by_file_state ON contact_imports (file_state, delete_at);
CREATE INDEX contact_imports_by_member ON contact_imports (member_id);

-- What each write of an import has done. undo: JSON, empty where it changed nothing or is undone. refused: a JSON array of
-- [line, reason, cells], empty where there is none. Those of an import that is gone are deleted in the background.
CREATE TABLE contact_import_chunks (
    import_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    refused TEXT NOT NULL,
    undo TEXT NOT NULL,
    PRIMARY KEY (import_id, number)
) STRICT;

-- The blobs of imports. A file whose import is gone, also with its company, is deleted in the background.
CREATE TABLE contact_import_files (
    blob TEXT PRIMARY KEY,
    import_id TEXT REFERENCES contact_imports (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX contact_import_files_by_import ON contact_import_files (import_id);

-- What the columns of a company's files were last read as. header: folded. field: empty where the column was ignored.
CREATE TABLE contact_import_columns (
    company_id TEXT NOT NULL REFERENCES companies (id) ON DELETE CASCADE,
    header TEXT NOT NULL,
    field TEXT NOT NULL,
    PRIMARY KEY (company_id, header)
) STRICT, WITHOUT ROWID;
