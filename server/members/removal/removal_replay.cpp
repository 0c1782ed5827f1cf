#include "members/removal/removal_replay.hpp"

#include <fmt/format.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "audit/audit_store.hpp"
#include "members/member_store.hpp"
#include "members/members.hpp"
#include "members/removal/removal.hpp"

namespace rollcall::members {

namespace {

using database::Transaction;

constexpr std::int64_t members_read_at_once = 5000;

struct Removed {
    MemberId id;
    Time removed_at;
};

std::vector<Removed> find_removed_members(database::Database& database, const SealingKey& key,
                                          std::span<const erasure_ledger::Entry> entries) {
    std::unordered_map<std::string, Time> times;
    for (const auto& entry : entries) {
        if (entry.kind == erasure_ledger::ErasedKind::member) times.emplace(entry.hash, entry.time);
    }
    std::vector<Removed> removed;
    if (times.empty()) return removed;
    MemberId last;
    for (;;) {
        const auto ids =
            database.read([&](Transaction& tx) { return list_member_ids_after(tx, last, members_read_at_once); });
        if (ids.empty()) return removed;
        for (const auto& id : ids) {
            const auto found = times.find(erasure_ledger::hash_of_member(key, id.text()));
            if (found != times.end()) removed.push_back({id, found->second});
        }
        last = ids.back();
    }
}

/// Without a password, so that nobody can sign in until the command line has given one.
std::string create_administrator(Transaction& tx, const audit::Actor& actor, Time now) {
    access::MemberRow member;
    member.id = MemberId::make(now);
    member.email = new_administrator_email;
    member.name = "Administrator";
    member.role = access::Role::administrator;
    member.created_at = now;
    for (int number = 2; !insert_searchable_member(tx, member, ""); ++number) {
        member.email = fmt::format("administrator-{}@rollcall.invalid", number);
    }
    audit::record(tx, now, actor, "member.created", member.id.text());
    return member.email;
}

}  // namespace

ReplayedRemovals replay_removals(database::Database& database, const Clock& clock, const SealingKey& key,
                                 std::span<const erasure_ledger::Entry> entries) {
    const audit::Actor actor(MemberId(), audit::ActorKind::command_line);
    ReplayedRemovals replayed;
    for (const auto& removed : find_removed_members(database, key, entries)) {
        const auto created = database.write([&](Transaction& tx) -> std::optional<std::string> {
            const auto member = find_member_summary(tx, removed.id);
            if (!member) return std::nullopt;
            const auto now = clock.now();
            const bool had_administrator = has_active_administrator(tx);
            delete_membership(tx, actor, removed.id, member->email, removed.removed_at, now);
            if (!had_administrator || has_active_administrator(tx)) return std::nullopt;
            return create_administrator(tx, actor, now);
        });
        ++replayed.members;
        if (created) replayed.created_administrator = created;
    }
    return replayed;
}

}  // namespace rollcall::members
