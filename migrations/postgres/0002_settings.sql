-- What administrators set for the whole account (accounts/settings.hpp). Billable minutes are rounded by
-- rounding_rule; days begin and end in time_zone (IANA); version is for the etag.
ALTER TABLE accounts ADD COLUMN rounding_rule TEXT COLLATE "C" NOT NULL DEFAULT 'per_second'
    CHECK (rounding_rule IN ('per_second', 'per_6_seconds', 'per_minute'));
ALTER TABLE accounts ADD COLUMN time_zone TEXT COLLATE "C" NOT NULL DEFAULT 'UTC';
ALTER TABLE accounts ADD COLUMN invitation_lifetime_days BIGINT NOT NULL DEFAULT 7;
ALTER TABLE accounts ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
