#include "members/list/member_list_store.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "members/list/search_text.hpp"

namespace rollcall::members {

namespace {

using database::ListQuery;
using database::Parameter;

// Up to so many members are read and sorted; where more fit, a walk through an index finds a page of them soon enough.
constexpr std::int64_t few = 1000;

constexpr auto select_agent = "SELECT 1 FROM agents WHERE id = $1";
constexpr auto select_company = "SELECT 1 FROM companies WHERE id = $1";

/// A filter in two shapes: what a member must fulfil, and, where an index knows them, who does.
struct Condition {
    std::string_view holds;  ///< for a member m
    std::string_view who;    ///< answers member_id; empty where a walk is the only way
    std::vector<Parameter> values;
};

// i is a member's invitation, where there is one.
constexpr std::string_view is_active = "m.suspended_at IS NULL AND i.member_id IS NULL";
constexpr std::string_view is_invited = "m.suspended_at IS NULL AND i.token_hash IS NOT NULL AND i.expires_at > ?";
constexpr std::string_view who_is_invited =
    "SELECT member_id FROM invitations WHERE token_hash IS NOT NULL AND expires_at > ?";
constexpr std::string_view is_expired =
    "m.suspended_at IS NULL AND i.member_id IS NOT NULL AND (i.token_hash IS NULL OR i.expires_at <= ?)";
constexpr std::string_view who_is_expired =
    "SELECT member_id FROM invitations WHERE token_hash IS NULL OR expires_at <= ?";
constexpr std::string_view is_suspended = "m.suspended_at IS NOT NULL";
constexpr std::string_view who_is_suspended = "SELECT id AS member_id FROM members WHERE suspended_at IS NOT NULL";
constexpr std::string_view is_administrator = "m.role = 'administrator'";
constexpr std::string_view who_is_administrator = "SELECT id AS member_id FROM members WHERE role = 'administrator'";
constexpr std::string_view is_plain_member = "m.role = 'member'";
constexpr std::string_view has_permission = "m.role = 'administrator' OR (m.permissions & ?) <> 0";
constexpr std::string_view sees_agent = R"(
    m.role = 'administrator'
    OR EXISTS (SELECT 1 FROM member_agents seen WHERE seen.member_id = m.id AND seen.agent_id = ?))";
constexpr std::string_view who_sees_agent = R"(
    SELECT member_id FROM member_agents WHERE agent_id = ?
    UNION ALL SELECT id FROM members WHERE role = 'administrator')";
constexpr std::string_view sees_company = R"(
    m.role = 'administrator'
    OR EXISTS (SELECT 1 FROM member_companies seen WHERE seen.member_id = m.id AND seen.company_id = ?))";
constexpr std::string_view who_sees_company = R"(
    SELECT member_id FROM member_companies WHERE company_id = ?
    UNION ALL SELECT id FROM members WHERE role = 'administrator')";
constexpr std::string_view is_inactive =
    "CASE WHEN m.last_active_at = 0 THEN m.created_at ELSE m.last_active_at END < ?";
constexpr std::string_view who_is_inactive = R"(
    SELECT id AS member_id FROM members
    WHERE CASE WHEN last_active_at = 0 THEN created_at ELSE last_active_at END < ?)";

// In the texts below s is a member's row in member_search.
constexpr std::string_view has_entry =
    "s.number IN (SELECT number FROM member_search_entries WHERE entry >= ? AND entry < ?)";
constexpr std::string_view contains = R"(s.text LIKE ? ESCAPE '\')";
constexpr std::string_view name_begins = "s.name_folded >= ? AND s.name_folded < ?";
constexpr std::string_view has_text = "EXISTS (SELECT 1 FROM member_search s WHERE s.member_id = m.id AND {})";

std::vector<Condition> conditions_of(const MemberFilter& filter) {
    std::vector<Condition> conditions;
    if (filter.status == Status::active) conditions.push_back({is_active, {}, {}});
    if (filter.status == Status::invited) conditions.push_back({is_invited, who_is_invited, {filter.now}});
    if (filter.status == Status::invitation_expired) conditions.push_back({is_expired, who_is_expired, {filter.now}});
    if (filter.status == Status::suspended) conditions.push_back({is_suspended, who_is_suspended, {}});
    if (filter.role == access::Role::administrator) conditions.push_back({is_administrator, who_is_administrator, {}});
    if (filter.role == access::Role::member) conditions.push_back({is_plain_member, {}, {}});
    if (filter.permission) {
        const auto bits = access::Permissions().with(*filter.permission, true).bits();
        conditions.push_back({has_permission, {}, {bits}});
    }
    if (filter.agent) conditions.push_back({sees_agent, who_sees_agent, {*filter.agent}});
    if (filter.company) conditions.push_back({sees_company, who_sees_company, {*filter.company}});
    if (filter.inactive_since) conditions.push_back({is_inactive, who_is_inactive, {*filter.inactive_since}});
    return conditions;
}

/// A piece of a statement and the values of its `?`.
struct Piece {
    std::string sql;
    std::vector<Parameter> values;

    void append(std::string_view text, std::initializer_list<Parameter> more = {}) {
        sql += text;
        values.insert(values.end(), more);
    }
    void append(const Piece& other) {
        sql += other.sql;
        values.insert(values.end(), other.values.begin(), other.values.end());
    }
};

/// What is looked for, as pieces of statements. Its values are borrowed from it.
class SearchPieces {
public:
    explicit SearchPieces(std::string_view text) : search_(search_for(text)) {
        end_of_beginning_ = end_of_range(search_.beginning);
        for (const auto& word : search_.words) {
            entry_ends_.push_back(end_of_range(word.entry));
            beginning_entries_.push_back('\x1f' + word.entry);
            beginning_entry_ends_.push_back(end_of_range(beginning_entries_.back()));
        }
    }

    /// All words are there.
    Piece is_found() const {
        Piece piece{"TRUE", {}};
        for (const auto& word : search_.words) piece.append(fmt::format(" AND {}", contains), {word.contained});
        return piece;
    }
    Piece name_begins_so() const { return {std::string(name_begins), {search_.beginning, end_of_beginning_}}; }
    Piece words_begin_so() const {
        Piece piece{"TRUE", {}};
        for (const auto& word : search_.words) piece.append(fmt::format(" AND {}", contains), {word.begins});
        return piece;
    }

    /// As `best_match` sorts: the number of the part, then the name.
    Piece rank() const {
        Piece piece{"CASE WHEN ", {}};
        piece.append(name_begins_so());
        piece.append(" THEN '0' WHEN ");
        piece.append(words_begin_so());
        piece.append(" THEN '1' ELSE '2' END || s.name_folded");
        return piece;
    }

    /// The word that the fewest have, as a condition, where these are few.
    std::optional<Piece> is_among_few(database::Transaction& tx) const {
        std::optional<Piece> fewest;
        auto least = few + 1;
        for (std::size_t index = 0; index < search_.words.size(); ++index) {
            narrow(tx, search_.words[index].entry, entry_ends_[index], least, fewest);
        }
        return fewest;
    }
    std::optional<Piece> begins_among_few(database::Transaction& tx) const {
        std::optional<Piece> fewest;
        auto least = few + 1;
        for (std::size_t index = 0; index < search_.words.size(); ++index) {
            narrow(tx, beginning_entries_[index], beginning_entry_ends_[index], least, fewest);
        }
        return fewest;
    }

private:
    static void narrow(database::Transaction& tx, const std::string& entry, const std::string& end, std::int64_t& least,
                       std::optional<Piece>& fewest) {
        ListQuery entries("", "member_search_entries", "");
        entries.where("entry >= ? AND entry < ?", {entry, end});
        const auto count = entries.count_up_to(tx, least);
        if (count >= least) return;
        least = count;
        fewest = Piece{std::string(has_entry), {entry, end}};
    }

    Search search_;
    std::string end_of_beginning_;
    std::vector<std::string> entry_ends_;
    std::vector<std::string> beginning_entries_;
    std::vector<std::string> beginning_entry_ends_;
};

/// The filter that the fewest fulfil, as a query of theirs, where these are few.
std::optional<Piece> few_members(database::Transaction& tx, const std::vector<Condition>& conditions) {
    std::optional<Piece> fewest;
    auto least = few + 1;
    for (const auto& condition : conditions) {
        if (condition.who.empty()) continue;
        const ListQuery members("", fmt::format("({}) who", condition.who), "", condition.values);
        const auto count = members.count_up_to(tx, least);
        if (count >= least) continue;
        least = count;
        fewest = Piece{std::string(condition.who), condition.values};
    }
    return fewest;
}

/// Few members, each with its rank where there is a search: they are read first, and what else is asked of them after.
std::optional<Piece> found_first(database::Transaction& tx, const std::vector<Condition>& conditions,
                                 const std::optional<SearchPieces>& search) {
    auto among = search ? search->is_among_few(tx) : std::nullopt;
    if (!among) {
        const auto members = few_members(tx, conditions);
        if (!members) return std::nullopt;
        if (!search) {
            return Piece{fmt::format("(SELECT DISTINCT who.member_id FROM ({}) who) found", members->sql),
                         members->values};
        }
        among = Piece{fmt::format("s.member_id IN ({})", members->sql), members->values};
    }
    Piece found{"(SELECT s.member_id, ", {}};
    found.append(search->rank());
    found.append(" AS rank FROM member_search s WHERE ");
    found.append(*among);
    found.append(" AND ");
    found.append(search->is_found());
    found.append(") found");
    return found;
}

void add(ListQuery& query, const std::vector<Condition>& conditions) {
    for (const auto& condition : conditions) query.where({std::string(condition.holds), condition.values});
}

void add(ListQuery& query, const Piece& piece) { query.where({piece.sql, piece.values}); }

void add_not(ListQuery& query, const Piece& piece) { query.where({fmt::format("NOT ({})", piece.sql), piece.values}); }

/// Best first where many fit: three walks in the order of names, one after the other.
database::Page<MemberSummary> list_by_rank(database::Transaction& tx, const std::vector<Condition>& conditions,
                                           const SearchPieces& search, const database::PageRequest& request) {
    constexpr database::SortColumn by_name{"name", "s.name_folded"};
    const auto tables = fmt::format("member_search s CROSS JOIN {}", summary_tables);
    std::vector<ListQuery> parts(3, ListQuery(summary_columns, tables, "s.member_id"));
    for (auto& part : parts) {
        part.where("m.id = s.member_id");
        add(part, conditions);
    }
    add(parts[0], search.name_begins_so());
    add(parts[0], search.is_found());

    add_not(parts[1], search.name_begins_so());
    if (const auto among = search.begins_among_few(tx)) add(parts[1], *among);
    add(parts[1], search.words_begin_so());

    add_not(parts[2], search.name_begins_so());
    add_not(parts[2], search.words_begin_so());
    add(parts[2], search.is_found());
    return database::page_of_parts(tx, parts, by_name, request, read_summary);
}

/// Where nothing else is asked of those found: only those of the page are read.
database::Page<MemberSummary> list_found(database::Transaction& tx, const Piece& found,
                                         const database::PageRequest& request) {
    static const auto select_summary =
        fmt::format("SELECT {} FROM {} WHERE m.id = $1", summary_columns, summary_tables);
    const ListQuery query("found.member_id", found.sql, "found.member_id", found.values);
    const auto ids = query.page(tx, request, [](const database::Row& row) { return row.id<MemberId>(0); });
    database::Page<MemberSummary> page{{}, ids.next_cursor, ids.previous_cursor, ids.total};
    for (const auto& id : ids.items) page.items.push_back(tx.first(select_summary, read_summary, id).value());
    return page;
}

template <class SomeId>
bool finds(database::Transaction& tx, std::string_view statement, const SomeId& id) {
    return tx
        .first(
            statement, [](const database::Row&) { return true; }, id)
        .has_value();
}

}  // namespace

database::Page<MemberSummary> list(database::Transaction& tx, const MemberFilter& filter,
                                   const database::PageRequest& request) {
    const auto conditions = conditions_of(filter);
    const auto search = filter.search ? std::optional<SearchPieces>(*filter.search) : std::nullopt;
    const bool by_rank = request.sort.name == best_match.name;
    if (by_rank && !search) throw std::logic_error("there is no best match without a search");

    if (const auto found = found_first(tx, conditions, search)) {
        if (by_rank && conditions.empty()) return list_found(tx, *found, request);
        // SQLite reads the tables of a CROSS JOIN in their order.
        ListQuery query(summary_columns, fmt::format("{} CROSS JOIN {}", found->sql, summary_tables), "m.id",
                        found->values);
        query.where("m.id = found.member_id");
        add(query, conditions);
        return query.page(tx, request, read_summary);
    }
    if (by_rank) return list_by_rank(tx, conditions, *search, request);

    ListQuery query(summary_columns, summary_tables, "m.id");
    add(query, conditions);
    if (search) {
        const auto text = search->is_found();
        query.where({fmt::format(has_text, text.sql), text.values});
    }
    return query.page(tx, request, read_summary);
}

bool is_there(database::Transaction& tx, const AgentId& agent) { return finds(tx, select_agent, agent); }
bool is_there(database::Transaction& tx, const CompanyId& company) { return finds(tx, select_company, company); }

}  // namespace rollcall::members
