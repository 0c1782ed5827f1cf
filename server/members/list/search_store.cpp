#include "members/list/search_store.hpp"

#include <sodium.h>

#include <boost/describe/class.hpp>
#include <cstring>

#include "core/text.hpp"
#include "database/described_row.hpp"
#include "database/folding_store.hpp"
#include "members/list/search_text.hpp"

namespace rollcall::members {

namespace {

constexpr auto select_text = "SELECT text FROM member_search WHERE member_id = $1";
constexpr auto insert_text = "INSERT INTO member_search (number, member_id, name_folded, text) VALUES ($1, $2, $3, $4)";
constexpr auto delete_text = "DELETE FROM member_search WHERE member_id = $1";
constexpr auto insert_entry = "INSERT INTO member_search_entries (entry, number) VALUES ($1, $2)";
constexpr auto delete_entry = "DELETE FROM member_search_entries WHERE entry = $1 AND number = $2";

// The same wherever it is computed, so that no counter has to be shared: 63 bits of a hash of the id.
std::int64_t number_of(const MemberId& member) {
    std::int64_t number = 0;
    const auto& text = member.text();
    unsigned char hash[crypto_generichash_BYTES];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
    std::memcpy(&number, hash, sizeof number);
    return number & INT64_MAX;
}

std::string read_text(const database::Row& row) { return row.text(0); }

struct SearchedMember {
    MemberId id;
    std::string name;
    std::string email;
};
BOOST_DESCRIBE_STRUCT(SearchedMember, (), (id, name, email))

}  // namespace

void update_search_rows(database::Transaction& tx, const MemberId& member, std::string_view name,
                        std::string_view email) {
    const auto number = number_of(member);
    const auto text = search_text(name, email);
    const auto before = tx.first(select_text, read_text, member);
    if (before == text) return;

    const auto old_entries = before ? search_entries(*before) : std::set<std::string>();
    const auto new_entries = search_entries(text);
    tx.execute(delete_text, member);
    tx.execute(insert_text, number, member, fold_for_search(name), text);
    for (const auto& entry : old_entries) {
        if (!new_entries.contains(entry)) tx.execute(delete_entry, entry, number);
    }
    for (const auto& entry : new_entries) {
        if (!old_entries.contains(entry)) tx.execute(insert_entry, entry, number);
    }
}

void delete_search_rows(database::Transaction& tx, const MemberId& member) {
    const auto text = tx.first(select_text, read_text, member);
    if (!text) return;
    for (const auto& entry : search_entries(*text)) tx.execute(delete_entry, entry, number_of(member));
    tx.execute(delete_text, member);
}

std::string refold_search_rows(database::Transaction& tx, const std::string& position) {
    static const auto statement = "SELECT " + database::columns_of<SearchedMember>("m") +
                                  " FROM members m WHERE m.id > $1 ORDER BY m.id LIMIT $2";
    const auto members = tx.all(statement, database::read_row<SearchedMember>, position, database::refolded_rows);
    for (const auto& [id, name, email] : members) update_search_rows(tx, id, name, email);
    return members.empty() ? std::string() : members.back().id.text();
}

}  // namespace rollcall::members
