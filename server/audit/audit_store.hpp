#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <concepts>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.hpp"
#include "core/id.hpp"
#include "database/page.hpp"

/// The audit log: what was done, when, by whom and to what. Entries hold ids, names of fields, and what permissions,
/// role, assignments, dates and settings were before and after; they are never changed or deleted. Names, job titles,
/// emails and addresses are in audit_details, which the erasure of a person deletes
/// (docs/decisions/0023-audit-details.md).
namespace rollcall::audit {

/// How the actor came: link is the link of an email or of set-up; worker is the server, which finishes later what the
/// actor has begun.
/// A stranger is not signed in, and has no id; neither has a person at the command line of the server, nor the worker
/// where it does something by itself.
enum class ActorKind { session, api_token, link, worker, stranger, command_line };
BOOST_DESCRIBE_ENUM(ActorKind, session, api_token, link, worker, stranger, command_line)

/// Who does something.
struct Actor {
    MemberId member;
    ActorKind kind = ActorKind::link;
    SessionId session{};
    ApiTokenId api_token{};
    std::optional<std::string> token_prefix{};
    std::string address{};  ///< of the client

    Actor(const access::Caller& caller)
        : member(caller.member),
          kind(caller.uses_api_token() ? ActorKind::api_token : ActorKind::session),
          session(caller.session),
          api_token(caller.api_token),
          token_prefix(caller.token_prefix),
          address(caller.address) {}
    /// A member who is not signed in; without an address for a worker, and where the rule does not know the client.
    Actor(MemberId member_without_session, ActorKind actor_kind, std::string client_address = {})
        : member(std::move(member_without_session)), kind(actor_kind), address(std::move(client_address)) {}
};

/// Which fields an action changed.
class Changes {
public:
    Changes() = default;
    /// Names only.
    template <std::ranges::input_range Fields>
    requires std::same_as<std::ranges::range_value_t<Fields>, std::string_view> Changes(const Fields& fields)
        : fields_(fields.begin(), fields.end()) {}

    /// A field of which only the name is kept here: personal data, or too long to keep.
    Changes& add(std::string_view field);
    /// A permission, role, assignment, date or setting. Does nothing where both are the same.
    Changes& add(std::string_view field, const boost::json::value& before, const boost::json::value& after);

    /// What a new object starts with: no field has changed, and there is nothing before.
    Changes& add_initial(std::string_view field, const boost::json::value& value);

    bool is_empty() const { return fields_.empty(); }
    const std::vector<std::string_view>& fields() const { return fields_; }
    const boost::json::object& values() const { return values_; }

private:
    std::vector<std::string_view> fields_;  ///< names are constants
    boost::json::object values_;
};

/// Values as changes keep them.
boost::json::value to_json(std::string_view text);
boost::json::value text_or_null(const std::optional<std::string>& text);
boost::json::value to_json(access::Permissions permissions);
boost::json::value to_json(const std::optional<Time>& time);
template <class Tag>
boost::json::value to_json(const std::vector<Id<Tag>>& ids) {
    boost::json::array array;
    for (const auto& id : ids) array.emplace_back(id.text());
    return array;
}

/// Personal data of one person that belongs to an entry: {"name": ..., "email": ...}.
struct PersonDetails {
    MemberId person;
    boost::json::object details;
};

/// Records that `actor` did `action` ("member.created") to the object with the id `subject`, inside the write that does
/// it. The actor's address is kept as a detail of the actor.
void record(database::Transaction& tx, Time now, const Actor& actor, std::string_view action, std::string_view subject,
            const Changes& changes = {}, std::initializer_list<PersonDetails> details = {});

/// What `record` takes, to be recorded with others that the actor does at once.
struct Record {
    std::string_view action;
    std::string_view subject;  ///< borrowed
    Changes changes{};
    std::vector<PersonDetails> details{};
};
/// As `record` for each, in two statements.
void record_all(database::Transaction& tx, Time now, const Actor& actor,
                std::initializer_list<std::reference_wrapper<const Record>> records);

/// As `record` for each of these objects, to all of which the same was done.
void record_for_each(database::Transaction& tx, Time now, const Actor& actor, std::string_view action,
                     std::span<const std::string_view> subjects, const Changes& changes = {});

/// Deletes the details of a person, whose entries stay. Returns how many rows it was.
std::int64_t delete_person_details(database::Transaction& tx, const MemberId& person);

/// An entry. The actor and the subject may have been removed since.
struct Entry {
    std::string id;
    Time happened_at;
    MemberId actor_id;
    std::optional<std::string> actor_name;  ///< nothing once the person is removed
    std::optional<ActorKind> actor_kind;    ///< nothing in entries that are older than this column
    std::optional<ApiTokenId> actor_token_id;
    std::optional<std::string> actor_token_name;    ///< nothing once it is revoked
    std::optional<std::string> actor_token_prefix;  ///< its first characters
    std::string action;                             ///< "member.created"
    std::string subject_id;
    std::optional<std::string> subject_name;  ///< nothing once it is removed
    std::vector<std::string> fields;
    boost::json::object changes;                         ///< {"role": {"before": "member", "after": "administrator"}}
    std::map<std::string, boost::json::object> details;  ///< by the id of the person
};

/// Which entries: those that match all that is given.
struct EntryFilter {
    std::optional<std::string> actor;
    std::optional<std::string> action;
    std::optional<std::string> subject;
    std::optional<std::string> actor_token;
    std::optional<std::string> member;  ///< who did it, or to whom it was done
    std::optional<Time> from;
    std::optional<Time> to;  ///< the first moment after the entries
};

/// When the actor did this after `since`, the oldest first: for limits of what a member may do how often.
std::vector<Time> list_times(database::Transaction& tx, const MemberId& actor, std::string_view action, Time since);

/// Whether a list reads the details of its entries, which take a query of their own each.
enum class EntryParts { without_details, with_details };

inline constexpr database::SortColumn entry_sorts[] = {
    {"happened_at", "e.happened_at", database::SortColumn::Type::integer},
};
database::Page<Entry> list_entries(database::Transaction& tx, const EntryFilter& filter, EntryParts parts,
                                   const database::PageRequest& request);

}  // namespace rollcall::audit
