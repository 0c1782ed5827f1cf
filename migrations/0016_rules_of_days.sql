-- By which version of the time zones' rules the days in agent_days were computed, such as 2025b; no row where nothing is
-- known of it.
CREATE TABLE agent_day_rules (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version TEXT NOT NULL
) STRICT;
