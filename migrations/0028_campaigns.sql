-- Campaigns call the contacts of segments with an agent (docs/decisions/0044-campaigns.md).

-- What holds for all campaigns of the account. call_hours_*: minutes of the day of the person who is called; nobody is called
-- outside of them. requires_consent: whether a contact without consent is not called, or only warned of.
ALTER TABLE accounts ADD COLUMN call_hours_from INTEGER NOT NULL DEFAULT 480;
ALTER TABLE accounts ADD COLUMN call_hours_to INTEGER NOT NULL DEFAULT 1260;
ALTER TABLE accounts ADD COLUMN calls_per_number_and_day INTEGER NOT NULL DEFAULT 3;
ALTER TABLE accounts ADD COLUMN requires_consent INTEGER NOT NULL DEFAULT 1;

-- The platform's API key, sealed with the key file.
ALTER TABLE connections ADD COLUMN key_sealed TEXT;
ALTER TABLE connections ADD COLUMN key_set_at INTEGER;

-- company_id: that of the agent when the campaign was created; whose the segments and contacts are. connection_id and
-- from_number_id: null for an agent without a platform, whose contacts are sent to webhook_url instead, signed with the
-- secret in webhook_secret_sealed. days: a bit for each weekday, the lowest for Monday. hours_*: minutes of the day of the
-- person who is called. retry_minutes: a JSON array of numbers. variables: a JSON object of texts. opt_out_*: what of a call
-- puts its number on the do-not-call list. audience_state: whether its attempts have been inserted. audience_position: where
-- that goes on after an interruption. look_at: when the dialler is to look at the campaign, while it is active; null while it
-- waits for the audience. not_before: when the next call is allowed by calls_per_hour.
CREATE TABLE campaigns (
    id TEXT PRIMARY KEY,
    company_id TEXT NOT NULL REFERENCES companies (id),
    agent_id TEXT NOT NULL REFERENCES agents (id),
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    state TEXT NOT NULL,
    pause_reason TEXT,
    pause_detail TEXT,
    connection_id TEXT REFERENCES connections (id),
    from_number_id TEXT,
    from_number TEXT,
    webhook_url TEXT,
    webhook_secret_sealed TEXT,
    starts_at INTEGER,
    days INTEGER NOT NULL,
    hours_from INTEGER NOT NULL,
    hours_to INTEGER NOT NULL,
    calls_per_hour INTEGER NOT NULL,
    at_once INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    retry_minutes TEXT NOT NULL,
    reached TEXT NOT NULL,
    calls_abroad INTEGER NOT NULL,
    variables TEXT NOT NULL,
    opt_out_field TEXT,
    opt_out_outcome TEXT,
    audience_state TEXT NOT NULL,
    audience_position TEXT,
    look_at INTEGER,
    not_before INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    launched_at INTEGER,
    finished_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX campaigns_by_name ON campaigns (name_folded, id);
CREATE INDEX campaigns_by_created_at ON campaigns (created_at, id);
CREATE INDEX campaigns_by_agent ON campaigns (agent_id, created_at, id);
CREATE INDEX campaigns_by_company ON campaigns (company_id, created_at, id);
CREATE INDEX campaigns_by_connection ON campaigns (connection_id);
CREATE INDEX campaigns_by_state ON campaigns (state, id);
CREATE INDEX campaigns_to_look_at ON campaigns (look_at, id) WHERE state = 'active' AND look_at IS NOT NULL;

-- There are no campaigns yet whose names were folded by earlier rules.
INSERT INTO foldings (target, version, position) VALUES ('campaigns', 2, '');

-- The segments whose contacts are called, and those whose contacts are not. segment_id refers to no row: a segment may be
-- deleted while its campaign runs, whose audience is fixed since it was launched.
CREATE TABLE campaign_segments (
    campaign_id TEXT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
    segment_id TEXT NOT NULL,
    is_excluded INTEGER NOT NULL,
    PRIMARY KEY (campaign_id, segment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_segments_by_segment ON campaign_segments (segment_id);

-- Calls to contacts, one row for each: those that are planned, those that were made, and those that are not made. The first
-- one of each contact of the audience is inserted when the campaign is launched. contact_id refers to no row: the contact may
-- be deleted meanwhile. phone: null where the contact has none, or once the number is erased. reason: why it was skipped or
-- has failed. detail: in the words of the platform. due_at: of a planned one, when it may be made. wait_*: why not before.
-- claimed_at: when the dialler took it; from then on the call may have been made.
CREATE TABLE attempts (
    id TEXT PRIMARY KEY,
    campaign_id TEXT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
    contact_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    phone TEXT,
    state TEXT NOT NULL,
    reason TEXT,
    outcome TEXT,
    detail TEXT,
    due_at INTEGER,
    wait_reason TEXT,
    wait_time_zone TEXT,
    claimed_at INTEGER,
    external_call_id TEXT,
    call_id TEXT,
    ended_at INTEGER,
    changed_at INTEGER NOT NULL,
    UNIQUE (campaign_id, contact_id, number)
) STRICT;
CREATE INDEX attempts_due ON attempts (campaign_id, due_at, id) WHERE state = 'planned';
CREATE INDEX attempts_by_state ON attempts (campaign_id, state, changed_at, id);
CREATE INDEX attempts_by_change ON attempts (campaign_id, changed_at, id);
CREATE INDEX attempts_by_contact ON attempts (contact_id, campaign_id);
CREATE INDEX attempts_by_phone ON attempts (phone, claimed_at) WHERE phone IS NOT NULL;
CREATE INDEX attempts_by_external_call ON attempts (external_call_id) WHERE external_call_id IS NOT NULL;
CREATE INDEX attempts_by_call ON attempts (call_id) WHERE call_id IS NOT NULL;
-- Those that may be calls now. A number is called once at a time, by whatever campaign.
CREATE UNIQUE INDEX open_attempts_by_phone ON attempts (phone) WHERE state IN ('claimed', 'sent', 'talking');
CREATE INDEX open_attempts ON attempts (campaign_id, claimed_at) WHERE state IN ('claimed', 'sent', 'talking');

-- How many attempts of a campaign there are, by what became of them, so that nobody has to count a million rows. kind: a state,
-- or a state and a reason or outcome, as in "skipped/no_phone".
CREATE TABLE attempt_counts (
    campaign_id TEXT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (campaign_id, kind)
) STRICT, WITHOUT ROWID;

-- How many attempts had the number when its erasure was requested.
ALTER TABLE number_erasures ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
