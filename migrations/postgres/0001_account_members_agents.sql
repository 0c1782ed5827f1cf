-- The account, its members, companies and agents, who sees what, and what was done.
-- Times are milliseconds since 1970 in UTC, booleans 1 and 0, ids UUIDv7.
-- Texts are ordered and compared by their bytes (COLLATE "C"), as SQLite does.

-- One row: one installation is one account.
CREATE TABLE accounts (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    name TEXT COLLATE "C" NOT NULL,
    crm_enabled BIGINT NOT NULL,
    minimum_password_length BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

-- One row, written by each question whether the server is ready (app/readiness_store.hpp).
CREATE TABLE readiness (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    asked_at BIGINT NOT NULL
);

-- permissions: the bits of access::Permissions. must_change_password: a password of their own is owed. suspended_at:
-- NULL while active. last_active_at: 0 where never. version: for the etag, raised by each change but that of
-- last_active_at.
CREATE TABLE members (
    id TEXT COLLATE "C" PRIMARY KEY,
    email TEXT COLLATE "C" NOT NULL,
    email_folded TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    job_title TEXT COLLATE "C",
    role TEXT COLLATE "C" NOT NULL CHECK (role IN ('member', 'administrator')),
    permissions BIGINT NOT NULL,
    password_hash TEXT COLLATE "C" NOT NULL,
    must_change_password BIGINT NOT NULL DEFAULT 0,
    suspended_at BIGINT,
    created_at BIGINT NOT NULL,
    last_active_at BIGINT NOT NULL DEFAULT 0,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX members_by_name ON members (name_folded, id);
CREATE INDEX members_by_email ON members (email_folded, id);
CREATE INDEX members_by_created_at ON members (created_at, id);
CREATE INDEX members_by_last_active_at ON members (last_active_at, id);
CREATE INDEX active_administrators ON members (id) WHERE role = 'administrator' AND suspended_at IS NULL;

-- Only a hash of the token is kept; the cookie has the token itself.
CREATE TABLE sessions (
    id TEXT COLLATE "C" PRIMARY KEY,
    token_hash TEXT COLLATE "C" NOT NULL UNIQUE,
    member_id TEXT COLLATE "C" NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    user_agent TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    last_active_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_member ON sessions (member_id, last_active_at, id);
CREATE INDEX sessions_by_created_at ON sessions (created_at);
CREATE INDEX sessions_by_last_active_at ON sessions (last_active_at);

-- subject: whom or what the guesses are counted against (identity/guess_limit.hpp).
CREATE TABLE sign_in_failures (
    subject TEXT COLLATE "C" NOT NULL,
    failed_at BIGINT NOT NULL
);
CREATE INDEX sign_in_failures_by_subject ON sign_in_failures (subject, failed_at);
CREATE INDEX sign_in_failures_by_time ON sign_in_failures (failed_at);

CREATE TABLE companies (
    id TEXT COLLATE "C" PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    name_caseless TEXT COLLATE "C" NOT NULL UNIQUE,
    name_folded TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX companies_by_name ON companies (name_folded, id);
CREATE INDEX companies_by_created_at ON companies (created_at, id);

CREATE TABLE agents (
    id TEXT COLLATE "C" PRIMARY KEY,
    company_id TEXT COLLATE "C" NOT NULL REFERENCES companies (id),
    name TEXT COLLATE "C" NOT NULL,
    name_caseless TEXT COLLATE "C" NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    greeting TEXT COLLATE "C",
    prompt TEXT COLLATE "C",
    voice TEXT COLLATE "C",
    language TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (company_id, name_caseless)
);
CREATE INDEX agents_by_name ON agents (name_folded, id);
CREATE INDEX agents_by_created_at ON agents (created_at, id);
CREATE INDEX agents_by_company_and_name ON agents (company_id, name_folded, id);
CREATE INDEX agents_by_company_and_created_at ON agents (company_id, created_at, id);

CREATE TABLE agent_assignments (
    member_id TEXT COLLATE "C" NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    agent_id TEXT COLLATE "C" NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    PRIMARY KEY (member_id, agent_id)
);
CREATE INDEX agent_assignments_by_agent ON agent_assignments (agent_id);

-- All agents of the company, also later ones.
CREATE TABLE company_assignments (
    member_id TEXT COLLATE "C" NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    company_id TEXT COLLATE "C" NOT NULL REFERENCES companies (id) ON DELETE CASCADE,
    PRIMARY KEY (member_id, company_id)
);
CREATE INDEX company_assignments_by_company ON company_assignments (company_id);

-- The scope: which agents a member sees. Every statement that narrows to a member's agents asks this view, so that
-- there is one meaning of "assigned". (Administrators see all; they are not in it.)
CREATE VIEW member_agents AS
    SELECT member_id, agent_id FROM agent_assignments
    UNION ALL
    SELECT company_assignments.member_id, agents.id AS agent_id
    FROM company_assignments JOIN agents ON agents.company_id = company_assignments.company_id;

-- Which companies a member sees: assigned ones, and those that own an assigned agent.
CREATE VIEW member_companies AS
    SELECT member_id, company_id FROM company_assignments
    UNION ALL
    SELECT agent_assignments.member_id, agents.company_id
    FROM agent_assignments JOIN agents ON agents.id = agent_assignments.agent_id;

-- Removed members whose bytes are to leave the files; kept as the record that they did (members/erasure.hpp).
CREATE TABLE erasures (
    member_id TEXT COLLATE "C" PRIMARY KEY,
    removed_by TEXT COLLATE "C" NOT NULL,
    removed_at BIGINT NOT NULL,
    erase_by BIGINT NOT NULL,
    erased_at BIGINT
);
CREATE INDEX open_erasures ON erasures (removed_at) WHERE erased_at IS NULL;

-- What was done: ids and field names only, never a person's data.
CREATE TABLE audit_entries (
    id TEXT COLLATE "C" PRIMARY KEY,
    happened_at BIGINT NOT NULL,
    actor_id TEXT COLLATE "C" NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    subject_id TEXT COLLATE "C" NOT NULL,
    fields TEXT COLLATE "C" NOT NULL
);
CREATE INDEX audit_entries_by_time ON audit_entries (happened_at, id);
CREATE INDEX audit_entries_by_actor ON audit_entries (actor_id, happened_at, id);
CREATE INDEX audit_entries_by_action ON audit_entries (action, happened_at, id);
CREATE INDEX audit_entries_by_subject ON audit_entries (subject_id, happened_at, id);
