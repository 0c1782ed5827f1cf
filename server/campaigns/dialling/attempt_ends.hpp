#pragma once

#include <optional>
#include <string>

#include "campaigns/attempts/attempt.hpp"
#include "campaigns/campaign.hpp"
#include "database/database.hpp"

/// What follows from what became of an attempt, inside the write that stores it.
namespace rollcall::campaigns {

/// Pauses the campaign where `most_failures` of the last attempts have failed; `detail` is what the platform said last.
void pause_after_failures(database::Transaction& tx, Campaign& campaign, const std::optional<std::string>& detail,
                          Time now);

/// Whether a contact who was reached so is not called again.
bool is_reached(const Campaign& campaign, calls::DialOutcome outcome, const std::optional<calls::Outcome>& success);

/// Whether a contact may be called again who was not reached: after a talk only where it was judged unsuccessful.
bool may_retry(calls::DialOutcome outcome, const std::optional<calls::Outcome>& success);

/// For a completed campaign that has more to do. The dialler looks at it now.
void make_active_again(database::Transaction& tx, Campaign& campaign, Time now);

/// Plans the next attempt after the campaign's delay, unless there is one, or there were enough, or the campaign was
/// cancelled. A completed campaign is active again.
void plan_retry(database::Transaction& tx, Campaign& campaign, const Attempt& ended, Time now);

/// Takes back a later attempt that is not made yet.
void delete_planned_retry(database::Transaction& tx, const Attempt& ended);

/// Plans an attempt again that was certainly not made; skips it where the campaign was cancelled meanwhile, or the
/// number erased.
void return_to_planned(database::Transaction& tx, const Campaign& campaign, Attempt& attempt, WaitReason reason,
                       Time due_at, Time now);

/// Notes why the contact is not called.
void skip_attempt(database::Transaction& tx, Attempt& attempt, SkipReason reason, bool is_beyond_company, Time now);

}  // namespace rollcall::campaigns
