-- Roles, kinds of mail and voice platforms will become more: which there are is one list in C++ each, and no longer a
-- CHECK. SQLite cannot drop one, so there the three tables are rebuilt (https://www.sqlite.org/lang_altertable.html,
-- "Making Other Kinds Of Table Schema Changes"). References are not enforced while a migration runs, so that dropping
-- the old table deletes no row of another (server/database/sqlite/migrate.cpp).

-- postgres:
ALTER TABLE members DROP CONSTRAINT members_role_check;
ALTER TABLE mail DROP CONSTRAINT mail_kind_check;
ALTER TABLE connections DROP CONSTRAINT connections_platform_check;
-- both:

-- sqlite:
CREATE TABLE new_members (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    email_folded TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    job_title TEXT,
    role TEXT NOT NULL,
    permissions INTEGER NOT NULL,
    password_hash TEXT NOT NULL,
    must_change_password INTEGER NOT NULL DEFAULT 0,
    suspended_at INTEGER,
    created_at INTEGER NOT NULL,
    last_active_at INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 1,
    picture TEXT
) STRICT;
INSERT INTO new_members (id, email, email_folded, name, name_folded, job_title, role, permissions, password_hash,
                         must_change_password, suspended_at, created_at, last_active_at, version, picture)
SELECT id, email, email_folded, name, name_folded, job_title, role, permissions, password_hash,
       must_change_password, suspended_at, created_at, last_active_at, version, picture
FROM members;
DROP TABLE members;
ALTER TABLE new_members RENAME TO members;
CREATE INDEX members_by_name ON members (name_folded, id);
CREATE INDEX members_by_email ON members (email_folded, id);
CREATE INDEX members_by_created_at ON members (created_at, id);
CREATE INDEX members_by_last_active_at ON members (last_active_at, id);
CREATE INDEX active_administrators ON members (id) WHERE role = 'administrator' AND suspended_at IS NULL;
CREATE INDEX administrators ON members (id) WHERE role = 'administrator';
CREATE INDEX suspended_members ON members (id) WHERE suspended_at IS NOT NULL;
CREATE INDEX members_by_last_sign_of_life
    ON members ((CASE WHEN last_active_at = 0 THEN created_at ELSE last_active_at END));

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
) STRICT;
INSERT INTO new_mail (id, member_id, kind, sealed_token, state, attempts, next_attempt_at, reason, created_at, sent_at)
SELECT id, member_id, kind, sealed_token, state, attempts, next_attempt_at, reason, created_at, sent_at FROM mail;
DROP TABLE mail;
ALTER TABLE new_mail RENAME TO mail;
CREATE INDEX mail_by_created_at ON mail (created_at, id);
CREATE INDEX mail_by_state ON mail (state, created_at, id);
CREATE INDEX mail_by_member ON mail (member_id);
CREATE INDEX queued_mail ON mail (next_attempt_at, id) WHERE state = 'queued';

CREATE TABLE new_connections (
    id TEXT PRIMARY KEY,
    platform TEXT NOT NULL,
    name TEXT NOT NULL,
    name_caseless TEXT NOT NULL UNIQUE,
    name_folded TEXT NOT NULL,
    secret_sealed TEXT,
    last_event_at INTEGER NOT NULL DEFAULT 0,
    last_error TEXT,
    last_error_at INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
INSERT INTO new_connections (id, platform, name, name_caseless, name_folded, secret_sealed, last_event_at, last_error,
                             last_error_at, created_at, version)
SELECT id, platform, name, name_caseless, name_folded, secret_sealed, last_event_at, last_error,
       last_error_at, created_at, version
FROM connections;
DROP TABLE connections;
ALTER TABLE new_connections RENAME TO connections;
CREATE INDEX connections_by_name ON connections (name_folded, id);
CREATE INDEX connections_by_created_at ON connections (created_at, id);
-- both:
