-- What a company pays for a minute of its agents' calls, from a day on until the day of its next rate. from_day: days since
-- 1970-01-01, in the account's time zone. price: ten-thousandths of the currency's unit.
CREATE TABLE company_rates (
    id TEXT PRIMARY KEY,
    company_id TEXT NOT NULL REFERENCES companies (id) ON DELETE CASCADE,
    from_day INTEGER NOT NULL,
    price INTEGER NOT NULL,
    currency TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (company_id, from_day)
) STRICT;

-- Whether members without edit_agents see the prompts of agents.
ALTER TABLE accounts ADD COLUMN members_see_prompts INTEGER NOT NULL DEFAULT 1;
