-- Agents of one company may have the same name: a member who renames an agent must not learn which names agents have that
-- he or she may not see (server/agents/agents.cpp). SQLite cannot drop the constraint, so there the table is rebuilt, as
-- in 0009. The views name it, and could not be read while it is renamed.

-- postgres:
ALTER TABLE agents DROP CONSTRAINT agents_company_id_name_caseless_key;
-- both:

-- sqlite:
DROP VIEW member_agents;
DROP VIEW member_companies;
CREATE TABLE new_agents (
    id TEXT PRIMARY KEY,
    company_id TEXT NOT NULL REFERENCES companies (id),
    name TEXT NOT NULL,
    name_caseless TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    greeting TEXT,
    prompt TEXT,
    voice TEXT,
    language TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    draft TEXT
) STRICT;
INSERT INTO new_agents (id, company_id, name, name_caseless, name_folded, greeting, prompt, voice, language, created_at,
                        updated_at, version, draft)
SELECT id, company_id, name, name_caseless, name_folded, greeting, prompt, voice, language, created_at,
       updated_at, version, draft
FROM agents;
DROP TABLE agents;
ALTER TABLE new_agents RENAME TO agents;
CREATE INDEX agents_by_name ON agents (name_folded, id);
CREATE INDEX agents_by_created_at ON agents (created_at, id);
CREATE INDEX agents_by_company_and_name ON agents (company_id, name_folded, id);
CREATE INDEX agents_by_company_and_created_at ON agents (company_id, created_at, id);
CREATE VIEW member_agents AS
    SELECT member_id, agent_id FROM agent_assignments
    UNION ALL
    SELECT company_assignments.member_id, agents.id AS agent_id
    FROM company_assignments JOIN agents ON agents.company_id = company_assignments.company_id;
CREATE VIEW member_companies AS
    SELECT member_id, company_id FROM company_assignments
    UNION ALL
    SELECT agent_assignments.member_id, agents.company_id
    FROM agent_assignments JOIN agents ON agents.id = agent_assignments.agent_id;
-- both:
CREATE INDEX agents_by_company_and_caseless_name ON agents (company_id, name_caseless);
