#include "members/list/member_list_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/assignment_store.hpp"
#include "core/searching/marked_words.hpp"
#include "database/described_row.hpp"
#include "members/list/member_condition_store.hpp"
#include "members/list/search_memory.hpp"
#include "members/list/search_store.hpp"
#include "members/list/search_text.hpp"
#include "members/member_limits.hpp"

namespace rollcall::members {

namespace {

using database::ListQuery;
using database::SqlFragment;
using database::Transaction;

constexpr auto select_agent = "SELECT 1 FROM agents WHERE id = $1";
constexpr auto select_company = "SELECT 1 FROM companies WHERE id = $1";

/// A search as conditions on a row s of member_search. They borrow from it.
class SearchConditions {
public:
    explicit SearchConditions(std::string_view text) : search_(parse_search(text)) {
        end_of_beginning_ = end_of_range(search_.beginning);
        for (const auto& word : search_.words) {
            entry_ends_.push_back(end_of_range(word.entry));
            beginning_entries_.push_back(word_mark + word.entry);
            beginning_entry_ends_.push_back(end_of_range(beginning_entries_.back()));
        }
    }

    const ParsedSearch& parsed() const { return search_; }

    SqlFragment contains_all_words() const { return each_word_is_like(&SearchedWord::contained); }
    SqlFragment begins_a_word_with_each() const { return each_word_is_like(&SearchedWord::begins); }
    SqlFragment name_begins_with_search() const {
        return {"s.name_folded >= ? AND s.name_folded < ?", {search_.beginning, end_of_beginning_}};
    }

    /// The word that the fewest members have, as a condition, where that is at most `max_candidates`; the same for
    /// words that begin so. The index must be complete.
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

/// What a search is looked for in without a statement: the copy of a small account, or few candidates of a large one.
class NamesInMemory {
public:
    explicit NamesInMemory(std::shared_ptr<const SearchCopy> copy) : copy_(std::move(copy)) {}
    explicit NamesInMemory(const std::vector<SearchedName>& candidates) { candidates_.update({}, candidates); }

    std::vector<FoundName> find(const ParsedSearch& search, const SearchStart& start, std::size_t wanted) const {
        return copy_ ? copy_->find(search, start, wanted) : candidates_.find(search, start, wanted);
    }
    std::size_t count(const ParsedSearch& search) const {
        return copy_ ? copy_->count(search) : candidates_.count(search);
    }

private:
    std::shared_ptr<const SearchCopy> copy_;
    SearchList candidates_;
};

/// Nothing where the account is large and all conditions match many.
std::optional<NamesInMemory> find_names(Transaction& tx, const std::vector<Condition>& conditions,
                                        const SearchConditions& search, const SearchState& state,
                                        SearchMemory* memory) {
    if (memory && !state.has_index) return NamesInMemory(memory->follow(tx, state.last_change));
    if (memory) memory->clear();

    auto among = state.has_index ? search.find_rarest_word(tx) : std::nullopt;
    if (!among) {
        const auto members = find_narrowest_condition(tx, conditions);
        if (!members) return std::nullopt;
        among = concat({{"s.member_id IN ("}, *members, {")"}});
    }
    static const auto columns = database::columns_of<SearchedName>("s");
    database::StatementBuilder statement(fmt::format("SELECT {} FROM member_search s", columns));
    return NamesInMemory(statement.where(*among).all(tx, database::read_row<SearchedName>));
}

SqlFragment negate(const SqlFragment& condition) { return concat({{"NOT ("}, condition, {")"}}); }

/// Best first where the members who match cannot be found in memory: three lists in the order of names, one after the
/// other.
database::Page<MemberSummary> list_by_rank(Transaction& tx, const std::vector<Condition>& conditions,
                                           const SearchConditions& search, const SearchState& state,
                                           const database::PageRequest& request) {
    constexpr database::SortColumn by_name{"name", "s.name_folded"};
    const auto tables = fmt::format("member_search s CROSS JOIN {}", summary_tables);
    std::vector<ListQuery> parts(search_parts, ListQuery(summary_columns(), tables, "s.member_id"));
    for (auto& part : parts) {
        part.where("m.id = s.member_id");
        add_filter_conditions(part, conditions);
    }
    parts[0].where(search.name_begins_with_search());
    parts[0].where(search.contains_all_words());

    parts[1].where(negate(search.name_begins_with_search()));
    const auto among = state.has_index ? search.find_rarest_beginning(tx) : std::nullopt;
    if (among) parts[1].where(*among);
    parts[1].where(search.begins_a_word_with_each());

    parts[2].where(negate(search.name_begins_with_search()));
    parts[2].where(negate(search.begins_a_word_with_each()));
    parts[2].where(search.contains_all_words());
    return database::page_of_parts(tx, parts, by_name, request, read_member_summary);
}

/// The members `found`, as a condition. There are few texts of it, so that few statements are prepared.
SqlFragment is_one_of(std::span<const FoundName> found) {
    constexpr std::size_t sizes[] = {8, 64, 256, static_cast<std::size_t>(max_candidates) + 1};
    const auto size = *std::ranges::find_if(sizes, [&](std::size_t each) { return each >= found.size(); });
    SqlFragment condition{"m.id IN (?"};
    condition.values.reserve(size);
    for (std::size_t index = 0; index < size; ++index) {
        if (index > 0) condition.sql += ", ?";
        condition.values.emplace_back(found[std::min(index, found.size() - 1)].id);
    }
    condition.sql += ')';
    return condition;
}

/// For each found member who matches the conditions what a list shows; nothing for the others.
std::vector<std::optional<MemberSummary>> find_summaries(Transaction& tx, const std::vector<FoundName>& found,
                                                         const std::vector<Condition>& conditions) {
    static const auto text = fmt::format("SELECT {} FROM {}", summary_columns(), summary_tables);
    std::vector<std::optional<MemberSummary>> summaries(found.size());
    if (found.empty()) return summaries;
    database::StatementBuilder statement(text);
    statement.where(is_one_of(found));
    for (const auto& condition : conditions) statement.where(condition.holds);

    const auto id_at = [&](std::size_t index) -> const MemberId& { return found[index].id; };
    std::vector<std::size_t> by_id(found.size());
    std::iota(by_id.begin(), by_id.end(), std::size_t{0});
    std::ranges::sort(by_id, {}, id_at);
    for (auto& member : statement.all(tx, read_member_summary))
        summaries[*std::ranges::lower_bound(by_id, member.id, {}, id_at)] = std::move(member);
    return summaries;
}

/// Nothing for a cursor of a part that does not exist.
std::optional<SearchStart> start_of(const database::PageRequest& request) {
    constexpr database::SortColumn by_name{"name", ""};
    const auto place = database::find_part_position(request, by_name, search_parts);
    if (!place) return std::nullopt;
    SearchStart start{.part = place->part};
    if (!place->cursor) return start;
    const auto& cursor = *place->cursor;
    const bool is_included =
        cursor.side == database::Cursor::Side::from || cursor.side == database::Cursor::Side::up_to;
    start.position = {std::get<std::string>(cursor.value), cursor.id, is_included};
    start.reads_backwards = cursor.reads_backwards();
    return start;
}

void continue_after(SearchStart& start, const FoundName& last) {
    start.part = last.part;
    start.position = {last.name_folded, last.id.text(), false};
}

std::int64_t count_found(Transaction& tx, const NamesInMemory& names, const ParsedSearch& search,
                         const std::vector<Condition>& conditions) {
    if (conditions.empty()) return static_cast<std::int64_t>(names.count(search));
    std::int64_t count = 0;
    SearchStart start;
    for (;;) {
        const auto found = names.find(search, start, max_candidates);
        if (found.empty()) return count;
        ListQuery query("", summary_tables, "");
        query.where(is_one_of(found));
        add_filter_conditions(query, conditions);
        count += query.count_up_to(tx, max_candidates);
        continue_after(start, found.back());
    }
}

/// Best first: only the members of the page are read where there are no other conditions. A copy may be newer than the
/// snapshot, which does not have its newest members: these are on no page yet.
database::Page<MemberSummary> list_found(Transaction& tx, const NamesInMemory& names, const ParsedSearch& search,
                                         const std::vector<Condition>& conditions,
                                         const database::PageRequest& request) {
    database::Page<MemberSummary> page;
    database::PageEdges edges(request);
    auto start = start_of(request);
    auto batch = static_cast<std::size_t>(request.limit) + 1;
    while (start && !edges.has_row_beyond()) {
        const auto found = names.find(search, *start, batch);
        auto summaries = find_summaries(tx, found, conditions);
        for (std::size_t index = 0; index < found.size(); ++index) {
            if (!summaries[index] || edges.has_row_beyond()) continue;
            edges.add_row(std::to_string(found[index].part) + found[index].name_folded, found[index].id.text());
            page.items.push_back(*std::move(summaries[index]));
        }
        if (found.size() < batch) break;
        continue_after(*start, found.back());
        if (!conditions.empty()) batch = std::min(4 * batch, static_cast<std::size_t>(max_candidates));
    }
    complete_page(page, edges, request);
    if (request.total) page.total = count_found(tx, names, search, conditions);
    return page;
}

database::Page<MemberSummary> search_members(Transaction& tx, const SearchConditions& search,
                                             const std::vector<Condition>& conditions,
                                             const database::PageRequest& request, SearchMemory* memory) {
    const bool by_rank = request.sort.name == best_match.name;
    const auto state = get_search_state(tx);
    const auto names = find_names(tx, conditions, search, state, memory);
    if (by_rank && names) return list_found(tx, *names, search.parsed(), conditions, request);
    if (by_rank) return list_by_rank(tx, conditions, search, state, request);

    ListQuery query(summary_columns(), summary_tables, "m.id");
    add_filter_conditions(query, conditions);
    const auto found = names ? names->find(search.parsed(), {}, max_candidates + 1) : std::vector<FoundName>();
    if (names && found.empty()) {
        query.where("FALSE");
    } else if (names && std::ssize(found) <= max_candidates) {
        query.where(is_one_of(found));
    } else {
        query.where(concat({{"EXISTS (SELECT 1 FROM member_search s WHERE s.member_id = m.id AND "},
                            search.contains_all_words(),
                            {")"}}));
    }
    return query.page(tx, request, read_member_summary);
}

bool is_found(const database::Row&) { return true; }

}  // namespace

database::Page<MemberSummary> list_members(Transaction& tx, const MemberFilter& filter,
                                           const database::PageRequest& request, SearchMemory* memory) {
    const auto conditions = conditions_of(filter);
    const bool by_rank = request.sort.name == best_match.name;
    if (by_rank && !filter.search) throw std::logic_error("there is no best match without a search");
    if (filter.search) return search_members(tx, SearchConditions(*filter.search), conditions, request, memory);

    const auto candidates = find_narrowest_condition(tx, conditions);
    if (!candidates) {
        ListQuery query(summary_columns(), summary_tables, "m.id");
        add_filter_conditions(query, conditions);
        return query.page(tx, request, read_member_summary);
    }
    // SQLite reads the tables of a CROSS JOIN in their order.
    const auto tables = fmt::format("(SELECT DISTINCT candidates.member_id FROM ({}) candidates) found CROSS JOIN {}",
                                    candidates->sql, summary_tables);
    ListQuery query(summary_columns(), tables, "m.id", candidates->values);
    query.where("m.id = found.member_id");
    add_filter_conditions(query, conditions);
    return query.page(tx, request, read_member_summary);
}

database::Page<ExportedMember> list_members_for_export(Transaction& tx, const MemberFilter& filter,
                                                       const database::PageRequest& request, SearchMemory* memory) {
    auto page = list_members(tx, filter, request, memory);
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
