#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "calls/call.hpp"
#include "core/clock.hpp"
#include "core/etag.hpp"
#include "core/id.hpp"

/// Campaigns call the contacts of segments with an agent (docs/decisions/0044-campaigns.md).
namespace rollcall::campaigns {

enum class CampaignState {
    draft,
    scheduled,  ///< launched, and begins at `starts_at`
    active,     ///< calls are made, as far as hours and limits allow
    paused,     ///< by a person, or for a PauseReason
    completed,  ///< no attempt is planned or open
    cancelled,
};
BOOST_DESCRIBE_ENUM(CampaignState, draft, scheduled, active, paused, completed, cancelled)

/// Why a campaign is paused.
enum class PauseReason {
    by_member,
    no_credit,          ///< at the platform
    daily_limit,        ///< of the number to call from
    key_refused,        ///< the platform refuses the connection's API key
    setup_refused,      ///< the agent, the number to call from or the address is not known, or may not be asked
    no_key,             ///< the connection has no API key any more
    no_secret,          ///< the connection has no webhook secret any more, so that no end of a call would be known
    no_webhook_secret,  ///< the campaign's own: there is none that can be opened
    many_failures,      ///< half of the last 20 attempts failed
    agent_moved,        ///< to another company, or it has no external id at the connection any more, or several
    segment_deleted,    ///< or what its filter names, before the audience was complete: pause_detail says which
    crm_switched_off,   ///< for the account
    restored,           ///< from a backup, which does not know who was called after it was made
};
BOOST_DESCRIBE_ENUM(PauseReason, by_member, no_credit, daily_limit, key_refused, setup_refused, no_key, no_secret,
                    no_webhook_secret, many_failures, agent_moved, segment_deleted, crm_switched_off, restored)

/// What counts as reached, after which a contact is not called again.
enum class ReachedWhen {
    answered,               ///< a person answered
    answered_or_voicemail,  ///< or a machine
    successful,             ///< the call was successful, as the platform judges it
};
BOOST_DESCRIBE_ENUM(ReachedWhen, answered, answered_or_voicemail, successful)

enum class AudienceState { none, in_progress, complete };
BOOST_DESCRIBE_ENUM(AudienceState, none, in_progress, complete)

/// A campaign as it is stored.
struct Campaign {
    CampaignId id;
    CompanyId company_id;  ///< whose contacts are called; that of the agent when it was created
    AgentId agent_id;
    std::string name;
    CampaignState state = CampaignState::draft;
    std::optional<PauseReason> pause_reason;
    std::optional<std::string> pause_detail;    ///< in the words of the platform; of segment_deleted in ours
    std::optional<ConnectionId> connection_id;  ///< nothing for an agent without a platform
    std::optional<std::string> from_number_id;  ///< what the platform calls the number to call from
    std::optional<std::string> from_number;     ///< that number, in E.164
    std::optional<std::string> webhook_url;     ///< for an agent without a platform
    std::optional<std::string> webhook_secret_sealed;
    std::optional<Time> starts_at;  ///< nothing: when it is launched
    std::int64_t days = 0;          ///< a bit for each weekday, the lowest for Monday
    std::int64_t hours_from = 0;    ///< minutes of the day of the person who is called
    std::int64_t hours_to = 0;      ///< likewise; not included
    std::int64_t calls_per_hour = 0;
    std::int64_t at_once = 0;
    std::int64_t attempts = 0;  ///< per contact, at most
    std::string
        retry_minutes;  ///< a JSON array: minutes after the first attempt, after the second; the last one repeats
    ReachedWhen reached = ReachedWhen::answered;
    bool calls_abroad = false;                 ///< also numbers of other countries than the company's
    std::string variables;                     ///< a JSON object: {"first_name": "name", "budget": "field.budget"}
    std::optional<std::string> opt_out_field;  ///< of the platform's analysis; true means: do not call again
    std::optional<calls::DialOutcome> opt_out_outcome;  ///< that means the same
    AudienceState audience_state = AudienceState::none;
    std::optional<std::string> audience_position;  ///< known to the code that inserts the attempts alone
    std::optional<Time> look_at;                   ///< when the dialler takes it up next; its alone, like not_before
    std::optional<Time> not_before;
    Time created_at;
    Time updated_at;
    std::optional<Time> launched_at;
    std::optional<Time> finished_at;
    Version version = 1;
};
BOOST_DESCRIBE_STRUCT(Campaign, (),
                      (id, company_id, agent_id, name, state, pause_reason, pause_detail, connection_id, from_number_id,
                       from_number, webhook_url, webhook_secret_sealed, starts_at, days, hours_from, hours_to,
                       calls_per_hour, at_once, attempts, retry_minutes, reached, calls_abroad, variables,
                       opt_out_field, opt_out_outcome, audience_state, audience_position, look_at, not_before,
                       created_at, updated_at, launched_at, finished_at, version))

}  // namespace rollcall::campaigns
