#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "calls/call.hpp"
#include "core/clock.hpp"
#include "core/enum_names.hpp"
#include "core/id.hpp"

namespace rollcall::campaigns {

/// planned -> claimed -> sent -> talking -> done or failed; planned -> skipped. claimed -> done or failed where the
/// platform refuses the call, claimed -> planned only where the call was certainly not made. claimed, sent and talking
/// -> unknown after too long without an answer or a report; unknown -> sent where the answer comes late. From claimed
/// on, the call may have been made. The report of a call proves that it was, in every state: also an attempt that is
/// planned, skipped or unknown becomes talking, done or failed by it, or unknown while its number has another open
/// call.
enum class AttemptState { planned, claimed, sent, talking, done, failed, skipped, unknown };
BOOST_DESCRIBE_ENUM(AttemptState, planned, claimed, sent, talking, done, failed, skipped, unknown)

/// Why a contact is not called.
enum class SkipReason {
    no_phone,
    do_not_call,   ///< the contact, or a list of the company or of the account
    no_consent,    ///< none, or withdrawn
    duplicate,     ///< its number is called in this campaign already
    limit,         ///< at launch only: the number has had all its calls of the day. Later the attempt waits
    abroad,        ///< the number is of another country than the company
    no_time_zone,  ///< nothing is known of the hours of the person
    hours,         ///< the campaign's hours and the person's never meet
    deleted,       ///< what was to be called: the contact, or the number that it had, which was changed since
    erased,        ///< the number
    cancelled,     ///< the campaign
};
BOOST_DESCRIBE_ENUM(SkipReason, no_phone, do_not_call, no_consent, duplicate, limit, abroad, no_time_zone, hours,
                    deleted, erased, cancelled)

/// Why a planned attempt is not made yet.
enum class WaitReason {
    hours,        ///< it is outside the hours
    retry,        ///< after an attempt that did not reach the contact
    limit,        ///< the number has had all its calls of the day
    number_busy,  ///< the number is being called by another campaign
    platform,     ///< it takes no more calls now
};
BOOST_DESCRIBE_ENUM(WaitReason, hours, retry, limit, number_busy, platform)

inline constexpr std::string_view not_successful = "not_successful";
inline constexpr std::string_view reason_refused = "refused";        ///< the platform refused this call
inline constexpr std::string_view reason_unresolved = "unresolved";  ///< nobody knows whether the call was placed
inline constexpr std::string_view reason_not_reported =
    "not_reported";  ///< it was placed, and its end was never reported
/// The kind of all attempts but the first of each contact, among the counts of a campaign.
inline constexpr std::string_view retries = "retries";

/// The kinds of unknown and skipped attempts after which there is a later one of the contact.
inline constexpr std::string_view unknown_retried = "unknown/retried";
inline constexpr std::string_view skipped_retried = "skipped/retried";
/// The kind of skipped attempts that are the last of a contact, where one before is done or has failed.
inline constexpr std::string_view skipped_after_call = "skipped/after_call";

/// Ends the reason of a skipped attempt that rests on the account or on another company: members are not told of it.
inline constexpr std::string_view beyond_company = "/beyond_company";

/// "do_not_call", "do_not_call/beyond_company".
inline std::string skip_reason_text(SkipReason reason, bool is_beyond_company) {
    std::string text(enum_name(reason));
    if (is_beyond_company) text += beyond_company;
    return text;
}

/// One call to one contact.
struct Attempt {
    AttemptId id;
    CampaignId campaign_id;
    ContactId contact_id;
    std::int64_t number = 1;           ///< which one of this contact in this campaign
    std::optional<std::string> phone;  ///< in E.164
    AttemptState state = AttemptState::planned;
    /// Of a skipped one what `skip_reason_text` says; `refused` of a failed one that was not placed; `unresolved` of a
    /// claimed or unknown one, `not_reported` of an unknown one; `not_successful` of a done one that was answered and
    /// does not count as reached.
    std::optional<std::string> reason;
    std::optional<calls::DialOutcome> outcome;
    std::optional<std::string> detail;  ///< in the words of the platform
    std::optional<Time> due_at;         ///< of a planned one
    std::optional<WaitReason> wait_reason;
    std::optional<std::string> wait_time_zone;  ///< whose hours are waited for
    std::optional<Time> claimed_at;
    std::optional<std::string> external_call_id;
    std::optional<CallId> call_id;
    std::optional<Time> ended_at;
    Time changed_at;
};
BOOST_DESCRIBE_STRUCT(Attempt, (),
                      (id, campaign_id, contact_id, number, phone, state, reason, outcome, detail, due_at, wait_reason,
                       wait_time_zone, claimed_at, external_call_id, call_id, ended_at, changed_at))

}  // namespace rollcall::campaigns
