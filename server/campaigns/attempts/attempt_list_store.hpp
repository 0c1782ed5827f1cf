#pragma once

#include <optional>
#include <string>

#include "access/caller.hpp"
#include "campaigns/attempts/attempt.hpp"
#include "database/page.hpp"

namespace rollcall::campaigns {

/// An attempt as a caller sees it, to whom its campaign is shown.
struct ListedAttempt : Attempt {
    std::optional<std::string> contact_name;  ///< nothing once the contact is deleted
    bool has_phone = false;                   ///< whether the contact has a number now
    std::optional<CallId> visible_call_id;    ///< where the call is in the caller's scope
    bool is_last = false;                     ///< whether there is no later one of the contact
};
BOOST_DESCRIBE_STRUCT(ListedAttempt, (Attempt), (contact_name, has_phone, visible_call_id, is_last))

/// Which attempts: those that match all that is given.
struct AttemptChoice {
    std::optional<AttemptState> state;
    std::optional<ContactId> contact;
};

inline constexpr database::SortColumn attempt_sorts[] = {
    {"changed_at", "a.changed_at", database::SortColumn::Type::integer},
};
database::Page<ListedAttempt> list_attempts(database::Transaction& tx, const access::Caller& caller,
                                            const CampaignId& campaign, const AttemptChoice& choice,
                                            const database::PageRequest& request, Time now);

/// Nothing for one of another campaign, and for an unknown id.
std::optional<ListedAttempt> find_listed_attempt(database::Transaction& tx, const access::Caller& caller,
                                                 const CampaignId& campaign, const AttemptId& id, Time now);

}  // namespace rollcall::campaigns
