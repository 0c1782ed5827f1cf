#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "campaigns/attempts/attempt.hpp"
#include "database/database.hpp"

/// The table of attempts, and how many there are of each kind. All that writes attempts keeps the counts.
namespace rollcall::campaigns {

/// At most some hundreds at once. Throws ConstraintViolated where the contact has an attempt of that number in the
/// campaign.
void insert_attempt_rows(database::Transaction& tx, std::span<const Attempt> attempts);

/// Nothing for an unknown id.
std::optional<Attempt> find_attempt_row(database::Transaction& tx, const AttemptId& id);

/// The last one of a contact in a campaign.
std::optional<Attempt> find_last_attempt(database::Transaction& tx, const CampaignId& campaign,
                                         const ContactId& contact);

/// The latest one that the platform gave this id to, in a campaign through this connection.
std::optional<Attempt> find_attempt_by_external_call(database::Transaction& tx, const ConnectionId& connection,
                                                     const std::string& external_call_id);

/// Stores all of it. Throws ConstraintViolated where it is open now, and another open one is of the same number.
void update_attempt_row(database::Transaction& tx, const Attempt& attempt);

/// For the last one of a contact that was never made, such as a retry that is not needed any more.
void delete_attempt_row(database::Transaction& tx, const Attempt& attempt);

/// Skips at most `limit` planned ones, and returns how many.
std::int64_t skip_planned_attempt_rows(database::Transaction& tx, const CampaignId& campaign, SkipReason reason,
                                       std::int64_t limit, Time now);

/// The planned attempts of a campaign that were changed in the future wait as long as they were to wait then. Returns
/// how many there were, at most `limit`.
std::int64_t update_due_after_clock_change(database::Transaction& tx, const CampaignId& id, Time now,
                                           std::int64_t limit);

/// How many attempts there are of each kind: "planned", "claimed", "sent", "talking", "failed", "unknown",
/// "skipped/<reason>" ("skipped/do_not_call/beyond_company"), "done/<outcome>", "unknown/retried" and
/// "skipped/retried" where the contact has a later one, and "skipped/after_call" where one before is done or has
/// failed. And once more, of those among them: "not_successful" of "done/answered", and "retries" of all but the first
/// one of each contact.
using AttemptCounts = std::map<std::string, std::int64_t>;
AttemptCounts list_attempt_counts(database::Transaction& tx, const CampaignId& campaign);
database::LaterRows<std::vector<std::pair<std::string, std::int64_t>>> list_attempt_counts_later(
    database::Transaction& tx, const CampaignId& campaign);

/// Those that may be calls now.
std::int64_t count_open_attempts(database::Transaction& tx, const CampaignId& campaign);
database::LaterRows<std::vector<std::int64_t>> count_open_attempts_later(database::Transaction& tx,
                                                                         const CampaignId& campaign);

/// Whether a call to the number may be going on, by whatever campaign.
bool has_open_attempt(database::Transaction& tx, const std::string& phone);

/// The one that may be made first.
std::optional<Attempt> find_first_planned_attempt(database::Transaction& tx, const CampaignId& campaign);
database::LaterRows<std::vector<Attempt>> find_first_planned_attempt_later(database::Transaction& tx,
                                                                           const CampaignId& campaign);

/// Those that may be made now, the first ones first.
std::vector<Attempt> list_due_attempts(database::Transaction& tx, const CampaignId& campaign, Time now,
                                       std::int64_t limit);

}  // namespace rollcall::campaigns
