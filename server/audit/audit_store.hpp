#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.hpp"
#include "core/id.hpp"
#include "database/page.hpp"

namespace rollcall::audit {

/// Who does something, and by which session or API token, from which address.
struct Actor {
    MemberId member;
    SessionId session{};
    ApiTokenId api_token{};
    std::string address{};

    Actor(const access::Caller& caller)
        : member(caller.member), session(caller.session), api_token(caller.api_token), address(caller.address) {}
    /// Somebody who is not signed in, and acts by a link of an email.
    Actor(MemberId member_by_link) : member(std::move(member_by_link)) {}
};

/// Records that `actor` did `action` ("member.created") to the object with the id `subject`, inside the write that
/// does it. `fields` names what was changed. Keeps ids and names of fields only, no personal data.
void record(database::Transaction& tx, Time now, const Actor& actor, std::string_view action, std::string_view subject,
            std::span<const std::string_view> fields = {});

/// What was done. Whoever did it, and whom or what it was done to, may be gone.
struct Entry {
    std::string id;
    Time happened_at;
    MemberId actor;
    std::optional<std::string> actor_name;    ///< nothing once the person is removed
    std::string action;                       ///< "member.created"
    std::string subject;                      ///< an id
    std::optional<std::string> subject_name;  ///< of what it was done to, where that is still there
    std::vector<std::string> fields;
};

/// Which entries: all that are given must fit.
struct Filter {
    std::optional<std::string> actor;
    std::optional<std::string> action;
    std::optional<std::string> subject;
};

inline constexpr database::SortColumn entry_sorts[] = {
    {"happened_at", "e.happened_at", database::SortColumn::Type::integer},
};
database::Page<Entry> list(database::Transaction& tx, const Filter& filter, const database::PageRequest& request);

}  // namespace rollcall::audit
