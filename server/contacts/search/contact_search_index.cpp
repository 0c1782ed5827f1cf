#include "contacts/search/contact_search_index.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <unordered_map>
#include <vector>

#include "contacts/contact_limits.hpp"
#include "contacts/search/contact_search_text.hpp"
#include "contacts/search/number_list.hpp"

namespace rollcall::contacts {

namespace {

using database::Transaction;

constexpr char company_mark = '\x1e';  // in no text of one line
/// Of how many pieces the rows are looked up; of more, all rows of a block are read.
constexpr std::size_t most_pieces_looked_up = 1'024;
constexpr std::size_t pieces_of_one_statement = 64;

/// What happens to the row of a piece in a block.
struct PieceChange {
    std::vector<std::uint32_t> added;
    std::vector<std::uint32_t> removed;
};
using BlockChanges = std::unordered_map<std::string, PieceChange>;

template <class Change>
void for_each_piece(const NumberedText& contact, Change change) {
    for (const auto& piece : pieces_of(contact.text)) change(piece);
    change(piece_of_company(contact.company_id));
}

std::vector<PieceRow> read_rows(Transaction& tx, std::int64_t block, const BlockChanges& changes) {
    if (changes.size() > most_pieces_looked_up) return list_piece_rows_of_block(tx, block);
    std::vector<PieceRow> rows;
    std::vector<std::string> pieces;
    const auto look_up = [&] {
        auto found = list_piece_rows(tx, std::span(&block, 1), pieces);
        std::ranges::move(found, std::back_inserter(rows));
        pieces.clear();
    };
    for (const auto& [piece, change] : changes) {
        pieces.push_back(piece);
        if (pieces.size() == pieces_of_one_statement) look_up();
    }
    look_up();
    return rows;
}

/// What is added has greater numbers than what is there.
std::vector<std::uint32_t> apply(const PieceChange& change, std::vector<std::uint32_t> numbers) {
    numbers.insert(numbers.end(), change.added.begin(), change.added.end());
    if (change.removed.empty()) return numbers;
    std::erase_if(numbers, [&](std::uint32_t number) { return std::ranges::binary_search(change.removed, number); });
    return numbers;
}

void change_block(Transaction& tx, std::int64_t block, BlockChanges changes) {
    std::vector<PieceRow> stored;
    const auto store = [&](const std::string& piece, const PieceChange& change, std::string_view before) {
        const auto numbers = apply(change, read_number_list(before));
        if (!numbers.empty()) {
            stored.push_back({block, piece, write_number_list(numbers)});
        } else if (!before.empty()) {
            delete_piece_row(tx, block, piece);
        }
    };
    for (const auto& row : read_rows(tx, block, changes)) {
        const auto change = changes.find(row.piece);
        if (change == changes.end()) continue;
        store(row.piece, change->second, row.numbers);
        changes.erase(change);
    }
    for (const auto& [piece, change] : changes) store(piece, change, "");
    std::ranges::sort(stored, {}, &PieceRow::piece);
    upsert_piece_rows(tx, stored);
}

}  // namespace

std::string piece_of_company(const CompanyId& company) { return company_mark + company.text(); }

std::int64_t next_contact_number(Transaction& tx) { return claim_contact_number(tx).last_number; }

void remove_contact_number(Transaction& tx, const NumberedText& removed) {
    // One that waits is nowhere but in the row of its contact.
    if (removed.number > get_contact_search_state(tx).indexed_up_to) return;
    insert_contact_search_removal_row(tx, removed);
}

void index_many_waiting_contacts(Transaction& tx) {
    const auto state = get_contact_search_state(tx);
    // Of this process: a check of the number itself would leave out writes that skip it.
    static std::atomic<std::int64_t> writes = 0;
    const bool is_much = state.last_number - state.indexed_up_to >= max_waiting_contacts;
    if (is_much || ++writes % contact_writes_between_checks == 0) index_waiting_contacts(tx);
}

bool index_waiting_contacts(Transaction& tx) {
    std::map<std::int64_t, BlockChanges> blocks;
    const auto block_of = [](std::int64_t number) { return number / numbers_of_block; };
    const auto place_of = [](std::int64_t number) { return static_cast<std::uint32_t>(number % numbers_of_block); };
    const auto state = get_contact_search_state(tx);
    const auto added = list_contact_texts_after(tx, state.indexed_up_to, max_contacts_indexed_at_once);
    for (const auto& contact : added) {
        auto& changes = blocks[block_of(contact.number)];
        for_each_piece(contact,
                       [&](const std::string& piece) { changes[piece].added.push_back(place_of(contact.number)); });
    }
    const auto removed = list_contact_search_removals(tx, max_contacts_indexed_at_once);
    for (const auto& contact : removed) {
        auto& changes = blocks[block_of(contact.number)];
        for_each_piece(contact,
                       [&](const std::string& piece) { changes[piece].removed.push_back(place_of(contact.number)); });
    }
    for (auto& [block, changes] : blocks) change_block(tx, block, std::move(changes));
    if (!removed.empty()) delete_contact_search_removals_up_to(tx, removed.back().number);
    const auto is_end = std::ssize(added) < max_contacts_indexed_at_once;
    const auto indexed = is_end ? state.last_number : added.back().number;
    if (indexed != state.indexed_up_to) update_indexed_up_to(tx, indexed);
    return !is_end || std::ssize(removed) == max_contacts_indexed_at_once;
}

jobs::PeriodicWork contact_search_work(database::Database& database) {
    return {.name = "The index of the search of contacts",
            .run =
                [&](const std::stop_token& stop) {
                    if (!database.read([](Transaction& tx) { return has_contact_search_removals(tx); })) return;
                    while (database.write([](Transaction& tx) { return index_waiting_contacts(tx); })) {
                        if (stop.stop_requested()) return;
                    }
                },
            .pause = contact_search_pause,
            .claim = jobs::claim_in(database)};
}

}  // namespace rollcall::contacts
