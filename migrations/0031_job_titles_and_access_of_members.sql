-- The search of members finds job titles. The server adds them to earlier rows, in the background.
INSERT INTO foldings (target, version, position) VALUES ('member_job_titles', 1, '');

-- What is assigned to a member, in short: how many agents one by one, how many companies with all their agents, and the
-- names of the first two of these in the order of names. Lists of members read nothing else for it.
ALTER TABLE members ADD COLUMN assigned_agents INTEGER NOT NULL DEFAULT 0;
ALTER TABLE members ADD COLUMN assigned_companies INTEGER NOT NULL DEFAULT 0;
ALTER TABLE members ADD COLUMN first_company TEXT;
ALTER TABLE members ADD COLUMN second_company TEXT;
UPDATE members SET
    assigned_agents = (SELECT count(*) FROM agent_assignments aa WHERE aa.member_id = members.id),
    assigned_companies = (SELECT count(*) FROM company_assignments ca WHERE ca.member_id = members.id),
    first_company = (
        SELECT c.name FROM company_assignments ca JOIN companies c ON c.id = ca.company_id
        WHERE ca.member_id = members.id ORDER BY c.name_folded, c.id LIMIT 1),
    second_company = (
        SELECT c.name FROM company_assignments ca JOIN companies c ON c.id = ca.company_id
        WHERE ca.member_id = members.id ORDER BY c.name_folded, c.id LIMIT 1 OFFSET 1)
WHERE id IN (SELECT member_id FROM agent_assignments UNION SELECT member_id FROM company_assignments);
