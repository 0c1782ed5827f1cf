#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "accounts/account_store.hpp"
#include "campaigns/attempts/attempt.hpp"
#include "campaigns/campaign.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"

/// The one rule that decides whether a person may be called, and when: asked when a campaign is launched, again
/// immediately before each call, and for calls of campaigns that were started at the platform.
namespace rollcall::campaigns {

/// Whether a contact may be called.
struct Eligibility {
    std::string phone;               ///< in E.164; empty where it has none
    std::optional<SkipReason> skip;  ///< nothing where it may be called
    /// Whether the reason rests on what belongs to the account or to another company, which members are not told.
    bool is_beyond_company = false;
    bool lacks_consent = false;  ///< it may be called, since the account only warns
    Time due_at;                 ///< when it may be called, at the earliest: now, or later for a WaitReason
    std::optional<WaitReason> wait;
    std::optional<std::string> wait_time_zone;  ///< whose hours are waited for
};

/// For what contacts are judged.
enum class JudgedFor {
    launch,  ///< as of the start of the campaign; a number that has had all its calls of that day is skipped
    call,    ///< as of now; such a number waits, and so does one that is being called
};

/// Judges contacts of the campaign's company, at most 500, in the order that is given. `key` is that of the hashes of
/// erased numbers.
///
/// A moment before the hours end, nobody may be called any more: a call is placed up to `connectors::longest_claim`
/// after it was judged.
std::vector<Eligibility> judge_contacts(database::Transaction& tx, const SealingKey& key, const Campaign& campaign,
                                        const accounts::Account& account, std::span<const ContactId> contacts,
                                        JudgedFor judged_for, Time now);

/// Whether a number may be called now by an agent without a campaign of Rollcall: what a platform asks before each
/// call of its own campaigns. `phone` as the platform writes it; false where it is no number. `company`: that of the
/// agent; without one, what is known to the account alone decides.
bool may_be_dialled(database::Transaction& tx, const SealingKey& key, const std::optional<CompanyId>& company,
                    const std::string& phone, Time now);

}  // namespace rollcall::campaigns
