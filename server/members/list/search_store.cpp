#include "members/list/search_store.hpp"

#include <spdlog/spdlog.h>

#include <boost/describe/class.hpp>
#include <limits>
#include <set>
#include <utility>

#include "core/text.hpp"
#include "database/described_row.hpp"
#include "database/folding_store.hpp"
#include "members/list/search_text.hpp"

namespace rollcall::members {

namespace {

constexpr auto insert_change = "INSERT INTO member_search_changes (change, member_id) VALUES ($1, $2)";
constexpr auto delete_changes = "DELETE FROM member_search_changes WHERE change <= $1";
constexpr auto from_changes = R"(
    FROM member_search_changes c LEFT JOIN member_search s ON s.member_id = c.member_id
    WHERE c.change > $1)";
constexpr auto select_progress = R"(
    SELECT COALESCE((SELECT MAX(change) FROM member_search_changes), 0) AS last_change, entries_up_to
    FROM member_search_state)";
constexpr auto select_entries_up_to = "SELECT entries_up_to FROM member_search_state";
constexpr auto update_entries_up_to = "UPDATE member_search_state SET entries_up_to = $1";

constexpr auto insert_text = "INSERT INTO member_search (number, member_id, name_folded, text) VALUES ($1, $2, $3, $4)";
constexpr auto update_text = "UPDATE member_search SET name_folded = $1, text = $2 WHERE number = $3";
constexpr auto delete_text = "DELETE FROM member_search WHERE number = $1";
constexpr auto by_name = " FROM member_search s ORDER BY s.name_folded, s.member_id";
constexpr auto count_members = "SELECT count(*) FROM (SELECT 1 FROM member_search LIMIT $1) counted";
constexpr auto from_next = " FROM member_search s WHERE s.member_id > $1 ORDER BY s.member_id LIMIT $2";

// One row each: in a large transaction SQLite is slow at statements that insert several rows and could fail in between.
constexpr auto insert_entry = "INSERT INTO member_search_entries (entry, number) VALUES ($1, $2)";
constexpr auto delete_entry = "DELETE FROM member_search_entries WHERE entry = $1 AND number = $2";
constexpr auto from_first_entries =
    " FROM member_search_entries e WHERE e.entry >= '' ORDER BY e.entry, e.number LIMIT $1";
constexpr auto delete_entries_up_to = "DELETE FROM member_search_entries WHERE (entry, number) <= ($1, $2)";
// Numbers of rows grow, so that new rows are beside each other. Those that earlier versions gave are 0 and more.
constexpr auto first_number = std::numeric_limits<std::int64_t>::min();

// Up to which member there are entries. The ids of members are between the second and the third.
constexpr std::string_view nobody;
constexpr std::string_view nobody_and_entries_are_left = "!";
constexpr std::string_view everyone = "~";

struct SearchRow {
    std::int64_t number;
    MemberId member_id;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(SearchRow, (), (number, member_id, text))

struct ChangedMember {
    MemberId member_id;
    std::optional<std::string> name_folded;  ///< none for a member who is gone
    std::optional<std::string> text;
};
BOOST_DESCRIBE_STRUCT(ChangedMember, (), (member_id, name_folded, text))

struct SearchEntry {
    std::string entry;
    std::int64_t number;
};
BOOST_DESCRIBE_STRUCT(SearchEntry, (), (entry, number))

std::string find_entries_up_to(database::Transaction& tx) {
    return tx.first(select_entries_up_to, [](const database::Row& row) { return row.text(0); }).value();
}

enum class IndexStep { none, insert, remove };

IndexStep find_index_step(database::Transaction& tx, std::string_view entries_up_to, std::int64_t most_without) {
    const bool is_complete = entries_up_to == everyone;
    if (entries_up_to == nobody_and_entries_are_left) return IndexStep::remove;
    if (!is_complete && entries_up_to != nobody) return IndexStep::insert;
    const auto enough = is_complete ? most_without / 2 : most_without + 1;
    const auto count = tx.first(
        count_members, [](const database::Row& row) { return row.integer(0); }, enough);
    if (is_complete) return count < enough ? IndexStep::remove : IndexStep::none;
    return count < enough ? IndexStep::none : IndexStep::insert;
}

std::optional<SearchRow> find_search_row(database::Transaction& tx, const MemberId& member) {
    static const auto statement =
        "SELECT " + database::columns_of<SearchRow>("s") + " FROM member_search s WHERE s.member_id = $1";
    return tx.first(statement, database::read_row<SearchRow>, member);
}

/// Returns whether there may be more.
bool delete_first_entries(database::Transaction& tx) {
    static const auto statement = "SELECT " + database::columns_of<SearchEntry>("e") + from_first_entries;
    const auto first = tx.all(statement, database::read_row<SearchEntry>, deleted_entries);
    if (first.empty()) return false;
    tx.execute(delete_entries_up_to, first.back().entry, first.back().number);
    return std::ssize(first) == deleted_entries;
}

/// Notes that something about the member has changed. Returns the number of the change.
std::int64_t insert_change_row(database::Transaction& tx, const MemberId& member, const SearchProgress& progress) {
    const auto change = progress.last_change + 1;
    tx.execute_later(insert_change, change, member);
    // Rarely, since it is a statement of its own.
    if (change % most_changes_to_follow == 0) tx.execute_later(delete_changes, change - 2 * most_changes_to_follow);
    return change;
}

bool may_have_entries(const MemberId& member, std::string_view entries_up_to) {
    return member.text() <= entries_up_to || entries_up_to == nobody_and_entries_are_left;
}

/// Inserts the entries of `text` that `before` has not, and deletes those that only `before` has.
void replace_entries(database::Transaction& tx, std::int64_t number, std::string_view before, std::string_view text) {
    const auto old_entries = search_entries(before);
    const auto new_entries = search_entries(text);
    for (const auto& entry : old_entries) {
        if (!new_entries.contains(entry)) tx.execute_later(delete_entry, entry, number);
    }
    for (const auto& entry : new_entries) {
        if (!old_entries.contains(entry)) tx.execute_later(insert_entry, entry, number);
    }
}

/// Updates the rows of the next `limit` members after `position`. Returns the position after them; empty at the end.
std::string update_next_search_rows(database::Transaction& tx, const std::string& position, int limit) {
    static const auto statement = "SELECT " + database::columns_of<SearchedMember>("m") +
                                  " FROM members m WHERE m.id > $1 ORDER BY m.id LIMIT $2";
    const auto members = tx.all(statement, database::read_row<SearchedMember>, position, limit);
    for (const auto& member : members) update_search_rows(tx, member);
    return members.empty() ? std::string() : members.back().id.text();
}

}  // namespace

SearchTexts make_search_texts(const SearchedMember& member) {
    return {fold_for_search(member.name), search_text(member.name, member.email, member.job_title)};
}

database::LaterRows<std::vector<SearchProgress>> get_search_progress_later(database::Transaction& tx) {
    return tx.all_later(select_progress, database::read_row<SearchProgress>);
}

void insert_search_rows(database::Transaction& tx, const MemberId& member, const SearchTexts& texts,
                        const SearchProgress& progress) {
    const auto number = first_number + insert_change_row(tx, member, progress);
    tx.execute_later(insert_text, number, member, texts.name_folded, texts.text);
    if (member.text() <= progress.entries_up_to) replace_entries(tx, number, {}, texts.text);
}

void update_search_rows(database::Transaction& tx, const SearchedMember& member) {
    const auto texts = make_search_texts(member);
    auto later_progress = get_search_progress_later(tx);
    const auto before = find_search_row(tx, member.id);
    const auto progress = later_progress.get_only();
    if (!before) return insert_search_rows(tx, member.id, texts, progress);
    if (before->text == texts.text) return;

    insert_change_row(tx, member.id, progress);
    tx.execute_later(update_text, texts.name_folded, texts.text, before->number);
    if (may_have_entries(member.id, progress.entries_up_to))
        replace_entries(tx, before->number, before->text, texts.text);
}

void delete_search_rows(database::Transaction& tx, const MemberId& member) {
    auto later_progress = get_search_progress_later(tx);
    const auto before = find_search_row(tx, member);
    if (!before) return;
    const auto progress = later_progress.get_only();
    insert_change_row(tx, member, progress);
    if (may_have_entries(member, progress.entries_up_to)) replace_entries(tx, before->number, before->text, {});
    tx.execute_later(delete_text, before->number);
}

std::string refold_search_rows(database::Transaction& tx, const std::string& position) {
    return update_next_search_rows(tx, position, database::refolded_rows);
}

std::string add_job_titles_to_search(database::Transaction& tx, const std::string& position) {
    return update_next_search_rows(tx, position, search_batch);
}

SearchState get_search_state(database::Transaction& tx) {
    const auto progress = get_search_progress_later(tx).get_only();
    return {.last_change = progress.last_change, .has_index = progress.entries_up_to == everyone};
}

std::vector<SearchedName> list_searched_names(database::Transaction& tx) {
    static const auto statement = "SELECT " + database::columns_of<SearchedName>("s") + by_name;
    return tx.all(statement, database::read_row<SearchedName>);
}

SearchChanges list_search_changes(database::Transaction& tx, std::int64_t since) {
    static const auto statement =
        "SELECT " + database::columns_of<ChangedMember>("c", {{"name_folded", "s.name_folded"}, {"text", "s.text"}}) +
        from_changes;
    SearchChanges changes;
    std::set<MemberId> seen;  // a member who has changed twice has two rows
    for (auto& member : tx.all(statement, database::read_row<ChangedMember>, since)) {
        if (!seen.insert(member.member_id).second) continue;
        changes.members.push_back(member.member_id);
        if (!member.text) continue;
        changes.names.push_back({std::move(member.member_id), *std::move(member.name_folded), *std::move(member.text)});
    }
    return changes;
}

bool needs_index_update(database::Transaction& tx, std::int64_t most_without) {
    return find_index_step(tx, find_entries_up_to(tx), most_without) != IndexStep::none;
}

bool update_search_index(database::Transaction& tx, std::int64_t most_without) {
    const auto up_to = find_entries_up_to(tx);
    const auto step = find_index_step(tx, up_to, most_without);
    if (step == IndexStep::none) return false;
    if (step == IndexStep::remove) {
        const bool are_some_left = delete_first_entries(tx);
        tx.execute(update_entries_up_to, are_some_left ? nobody_and_entries_are_left : nobody);
        if (!are_some_left) spdlog::info("The search of members needs no index any more");
        return are_some_left;
    }
    static const auto statement = "SELECT " + database::columns_of<SearchRow>("s") + from_next;
    const auto next = tx.all(statement, database::read_row<SearchRow>, up_to, search_batch);
    for (const auto& row : next) replace_entries(tx, row.number, {}, row.text);
    const bool is_complete = next.size() < search_batch;
    tx.execute(update_entries_up_to, is_complete ? everyone : next.back().member_id.text());
    if (is_complete) spdlog::info("The search of members has its index");
    return !is_complete;
}

}  // namespace rollcall::members
