#include "members/list/member_list_store.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/assignment_store.hpp"
#include "access/scope_store.hpp"
#include "members/list/search_text.hpp"
#include "members/member_limits.hpp"

namespace rollcall::members {

namespace {

using database::ListQuery;
using database::SqlFragment;
using database::Transaction;

constexpr auto select_agent = "SELECT 1 FROM agents WHERE id = $1";
constexpr auto select_company = "SELECT 1 FROM companies WHERE id = $1";

SqlFragment concat(std::initializer_list<SqlFragment> parts) {
    SqlFragment whole;
    for (const auto& [sql, values] : parts) {
        whole.sql += sql;
        whole.values.insert(whole.values.end(), values.begin(), values.end());
    }
    return whole;
}

/// A filter in two forms: a condition on one member, and, where an index has them, a list of the members who match.
struct Condition {
    SqlFragment holds;    ///< for a member m with the invitation i, if there is one
    SqlFragment members;  ///< `SELECT member_id ...`; empty where all members must be read
};

// The filter is borrowed.
Condition status_condition(MemberStatus status, const Time& now) {
    switch (status) {
        case MemberStatus::active:
            return {{"m.suspended_at IS NULL AND i.member_id IS NULL"}, {}};
        case MemberStatus::invited:
            return {{"m.suspended_at IS NULL AND i.token_hash IS NOT NULL AND i.expires_at > ?", {now}},
                    {"SELECT member_id FROM invitations WHERE token_hash IS NOT NULL AND expires_at > ?", {now}}};
        case MemberStatus::invitation_expired:
            return {
                {"m.suspended_at IS NULL AND i.member_id IS NOT NULL AND (i.token_hash IS NULL OR i.expires_at <= ?)",
                 {now}},
                {"SELECT member_id FROM invitations WHERE token_hash IS NULL OR expires_at <= ?", {now}}};
        case MemberStatus::suspended:
            return {{"m.suspended_at IS NOT NULL"},
                    {"SELECT id AS member_id FROM members WHERE suspended_at IS NOT NULL"}};
    }
    throw std::logic_error("a status without a condition");
}

Condition role_condition(access::Role role) {
    if (role == access::Role::member) return {{"m.role = 'member'"}, {}};
    return {{"m.role = 'administrator'"}, {"SELECT id AS member_id FROM members WHERE role = 'administrator'"}};
}

Condition permission_condition(access::Permission permission) {
    const auto bits = access::Permissions().with(permission, true).bits();
    return {{"m.role = 'administrator' OR (m.permissions & ?) <> 0", {bits}}, {}};
}

/// For an agent or a company: administrators see each.
template <class SomeId>
Condition visibility_condition(const SomeId& id) {
    return {concat({{"m.role = 'administrator' OR "}, access::is_assigned_to("m.id", id)}),
            concat({access::members_with(id), {" UNION ALL SELECT id FROM members WHERE role = 'administrator'"}})};
}

Condition inactivity_condition(const Time& since) {
    return {{"CASE WHEN m.last_active_at = 0 THEN m.created_at ELSE m.last_active_at END < ?", {since}},
            {"SELECT id AS member_id FROM members "
             "WHERE CASE WHEN last_active_at = 0 THEN created_at ELSE last_active_at END < ?",
             {since}}};
}

std::vector<Condition> conditions_of(const MemberFilter& filter) {
    std::vector<Condition> conditions;
    if (filter.status) conditions.push_back(status_condition(*filter.status, filter.now));
    if (filter.role) conditions.push_back(role_condition(*filter.role));
    if (filter.permission) conditions.push_back(permission_condition(*filter.permission));
    if (filter.agent) conditions.push_back(visibility_condition(*filter.agent));
    if (filter.company) conditions.push_back(visibility_condition(*filter.company));
    if (filter.inactive_since) conditions.push_back(inactivity_condition(*filter.inactive_since));
    return conditions;
}

/// A search as conditions on a row s of member_search. They borrow from it.
class SearchConditions {
public:
    explicit SearchConditions(std::string_view text) : search_(parse_search(text)) {
        end_of_beginning_ = end_of_range(search_.beginning);
        for (const auto& word : search_.words) {
            entry_ends_.push_back(end_of_range(word.entry));
            beginning_entries_.push_back('\x1f' + word.entry);
            beginning_entry_ends_.push_back(end_of_range(beginning_entries_.back()));
        }
    }

    SqlFragment contains_all_words() const { return each_word_is_like(&SearchedWord::contained); }
    SqlFragment begins_a_word_with_each() const { return each_word_is_like(&SearchedWord::begins); }
    SqlFragment name_begins_with_search() const {
        return {"s.name_folded >= ? AND s.name_folded < ?", {search_.beginning, end_of_beginning_}};
    }

    /// As `best_match` sorts: the number of the part, then the name.
    SqlFragment rank() const {
        return concat({{"CASE WHEN "},
                       name_begins_with_search(),
                       {" THEN '0' WHEN "},
                       begins_a_word_with_each(),
                       {" THEN '1' ELSE '2' END || s.name_folded"}});
    }

    /// The word that the fewest members have, as a condition, where that is at most `max_candidates`; the same for
    /// words that begin so.
    std::optional<SqlFragment> find_rarest_word(Transaction& tx) const {
        std::optional<SqlFragment> rarest;
        auto least = max_candidates + 1;
        for (std::size_t index = 0; index < search_.words.size(); ++index) {
            keep_if_rarer(tx, search_.words[index].entry, entry_ends_[index], least, rarest);
        }
        return rarest;
    }
    std::optional<SqlFragment> find_rarest_beginning(Transaction& tx) const {
        std::optional<SqlFragment> rarest;
        auto least = max_candidates + 1;
        for (std::size_t index = 0; index < search_.words.size(); ++index) {
            keep_if_rarer(tx, beginning_entries_[index], beginning_entry_ends_[index], least, rarest);
        }
        return rarest;
    }

private:
    SqlFragment each_word_is_like(std::string SearchedWord::*pattern) const {
        SqlFragment condition{"TRUE"};
        for (const auto& word : search_.words) {
            condition = concat({condition, {R"( AND s.text LIKE ? ESCAPE '\')", {word.*pattern}}});
        }
        return condition;
    }

    static void keep_if_rarer(Transaction& tx, const std::string& entry, const std::string& end, std::int64_t& least,
                              std::optional<SqlFragment>& rarest) {
        ListQuery entries("", "member_search_entries", "");
        entries.where("entry >= ? AND entry < ?", {entry, end});
        const auto count = entries.count_up_to(tx, least);
        if (count >= least) return;
        least = count;
        rarest = {"s.number IN (SELECT number FROM member_search_entries WHERE entry >= ? AND entry < ?)",
                  {entry, end}};
    }

    ParsedSearch search_;
    std::string end_of_beginning_;
    std::vector<std::string> entry_ends_;
    std::vector<std::string> beginning_entries_;
    std::vector<std::string> beginning_entry_ends_;
};

/// The members of the condition that the fewest match, where that is at most `max_candidates`.
std::optional<SqlFragment> find_narrowest(Transaction& tx, const std::vector<Condition>& conditions) {
    std::optional<SqlFragment> narrowest;
    auto least = max_candidates + 1;
    for (const auto& [holds, members] : conditions) {
        if (members.sql.empty()) continue;
        const ListQuery query("", fmt::format("({}) candidates", members.sql), "", members.values);
        const auto count = query.count_up_to(tx, least);
        if (count >= least) continue;
        least = count;
        narrowest = members;
    }
    return narrowest;
}

/// A table `found` of few candidates, each with its rank where there is a search: they are read first, and the other
/// conditions are applied to them. Nothing where all conditions match many.
std::optional<SqlFragment> find_candidates(Transaction& tx, const std::vector<Condition>& conditions,
                                           const std::optional<SearchConditions>& search) {
    auto among = search ? search->find_rarest_word(tx) : std::nullopt;
    if (!among) {
        const auto members = find_narrowest(tx, conditions);
        if (!members) return std::nullopt;
        if (!search) {
            return concat({{"(SELECT DISTINCT candidates.member_id FROM ("}, *members, {") candidates) found"}});
        }
        among = concat({{"s.member_id IN ("}, *members, {")"}});
    }
    return concat({{"(SELECT s.member_id, "},
                   search->rank(),
                   {" AS rank FROM member_search s WHERE "},
                   *among,
                   {" AND "},
                   search->contains_all_words(),
                   {") found"}});
}

void add_conditions(ListQuery& query, const std::vector<Condition>& conditions) {
    for (const auto& condition : conditions) query.where(condition.holds);
}

SqlFragment negate(const SqlFragment& condition) { return concat({{"NOT ("}, condition, {")"}}); }

/// Best first where many match: three lists in the order of names, one after the other.
database::Page<MemberSummary> list_by_rank(Transaction& tx, const std::vector<Condition>& conditions,
                                           const SearchConditions& search, const database::PageRequest& request) {
    constexpr database::SortColumn by_name{"name", "s.name_folded"};
    const auto tables = fmt::format("member_search s CROSS JOIN {}", summary_tables);
    std::vector<ListQuery> parts(3, ListQuery(summary_columns(), tables, "s.member_id"));
    for (auto& part : parts) {
        part.where("m.id = s.member_id");
        add_conditions(part, conditions);
    }
    parts[0].where(search.name_begins_with_search());
    parts[0].where(search.contains_all_words());

    parts[1].where(negate(search.name_begins_with_search()));
    if (const auto among = search.find_rarest_beginning(tx)) parts[1].where(*among);
    parts[1].where(search.begins_a_word_with_each());

    parts[2].where(negate(search.name_begins_with_search()));
    parts[2].where(negate(search.begins_a_word_with_each()));
    parts[2].where(search.contains_all_words());
    return database::page_of_parts(tx, parts, by_name, request, read_member_summary);
}

/// Where there are no other conditions: only the members of the page are read.
database::Page<MemberSummary> list_candidates(Transaction& tx, const SqlFragment& candidates,
                                              const database::PageRequest& request) {
    const ListQuery query("found.member_id", candidates.sql, "found.member_id", candidates.values);
    const auto ids = query.page(tx, request, [](const database::Row& row) { return row.id<MemberId>(0); });
    database::Page<MemberSummary> page{{}, ids.next_cursor, ids.previous_cursor, ids.total};
    for (const auto& id : ids.items) page.items.push_back(find_member_summary(tx, id).value());
    return page;
}

bool is_found(const database::Row&) { return true; }

}  // namespace

database::Page<MemberSummary> list_members(Transaction& tx, const MemberFilter& filter,
                                           const database::PageRequest& request) {
    const auto conditions = conditions_of(filter);
    const auto search = filter.search ? std::optional<SearchConditions>(*filter.search) : std::nullopt;
    const bool by_rank = request.sort.name == best_match.name;
    if (by_rank && !search) throw std::logic_error("there is no best match without a search");

    if (const auto candidates = find_candidates(tx, conditions, search)) {
        if (by_rank && conditions.empty()) return list_candidates(tx, *candidates, request);
        // SQLite reads the tables of a CROSS JOIN in their order.
        ListQuery query(summary_columns(), fmt::format("{} CROSS JOIN {}", candidates->sql, summary_tables), "m.id",
                        candidates->values);
        query.where("m.id = found.member_id");
        add_conditions(query, conditions);
        return query.page(tx, request, read_member_summary);
    }
    if (by_rank) return list_by_rank(tx, conditions, *search, request);

    ListQuery query(summary_columns(), summary_tables, "m.id");
    add_conditions(query, conditions);
    if (search) {
        query.where(concat({{"EXISTS (SELECT 1 FROM member_search s WHERE s.member_id = m.id AND "},
                            search->contains_all_words(),
                            {")"}}));
    }
    return query.page(tx, request, read_member_summary);
}

database::Page<ExportedMember> list_members_for_export(Transaction& tx, const MemberFilter& filter,
                                                       const database::PageRequest& request) {
    auto page = list_members(tx, filter, request);
    database::Page<ExportedMember> exported;
    exported.next_cursor = std::move(page.next_cursor);
    for (auto& member : page.items) {
        auto agents = access::list_assigned_agent_names(tx, member.id);
        auto companies = access::list_assigned_company_names(tx, member.id);
        exported.items.push_back({std::move(member), std::move(agents), std::move(companies)});
    }
    return exported;
}

bool has_agent(Transaction& tx, const AgentId& agent) { return tx.first(select_agent, is_found, agent).has_value(); }

bool has_company(Transaction& tx, const CompanyId& company) {
    return tx.first(select_company, is_found, company).has_value();
}

}  // namespace rollcall::members
