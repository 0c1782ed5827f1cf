#include "contacts/search/contact_search_store.hpp"

#include <fmt/format.h>

#include <iterator>

#include "contacts/contact_selection_store.hpp"
#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::contacts {

namespace {

using database::Parameter;
using database::StatementBuilder;
using database::Transaction;

// Statements for many rows at once, since each is a round trip in PostgreSQL; of few sizes, since each size is a text
// of its own. In a write that has changed many pages, SQLite walks through its list of them after each statement for
// more than one row: the fewer the better.
constexpr std::size_t statement_sizes[] = {2'048, 256, 1};

constexpr auto claim_number =
    "UPDATE contact_search_state SET last_number = last_number + 1 WHERE id = 'search' "
    "RETURNING last_number, indexed_up_to";
constexpr auto update_indexed = "UPDATE contact_search_state SET indexed_up_to = $1 WHERE id = 'search'";
constexpr auto insert_removal = "INSERT INTO contact_search_removals (number, company_id, text) VALUES ($1, $2, $3)";
constexpr auto delete_removals = "DELETE FROM contact_search_removals WHERE number <= $1";
constexpr auto delete_row = "DELETE FROM contact_search_pieces WHERE block = $1 AND piece = $2";

std::string insert_rows(std::size_t count) {
    std::string text = "INSERT INTO contact_search_pieces (block, piece, numbers) VALUES ";
    for (std::size_t index = 0; index < count; ++index) {
        text += fmt::format("{}(${}, ${}, ${})", index > 0 ? ", " : "", 3 * index + 1, 3 * index + 2, 3 * index + 3);
    }
    return text + " ON CONFLICT (block, piece) DO UPDATE SET numbers = excluded.numbers";
}

}  // namespace

ContactSearchState get_contact_search_state(Transaction& tx) {
    static const auto statement =
        "SELECT " + database::columns_of<ContactSearchState>("s") + " FROM contact_search_state s";
    return tx.first(statement, database::read_row<ContactSearchState>).value();
}

ContactSearchState claim_contact_number(Transaction& tx) {
    return tx.first(claim_number, database::read_row<ContactSearchState>).value();
}

void update_indexed_up_to(Transaction& tx, std::int64_t number) { tx.execute(update_indexed, number); }

std::vector<NumberedText> list_contact_texts_after(Transaction& tx, std::int64_t number, std::int64_t limit) {
    static const auto statement = "SELECT " + database::columns_of<NumberedText>("c", {{"text", "c.search_text"}}) +
                                  " FROM contacts c WHERE c.number > $1 ORDER BY c.number LIMIT $2";
    return tx.all(statement, database::read_row<NumberedText>, number, limit);
}

void insert_contact_search_removal_row(Transaction& tx, const NumberedText& removed) {
    tx.execute(insert_removal, removed.number, removed.company_id, removed.text);
}

std::vector<NumberedText> list_contact_search_removals(Transaction& tx, std::int64_t limit) {
    static const auto statement = "SELECT " + database::columns_of<NumberedText>("r") +
                                  " FROM contact_search_removals r ORDER BY r.number LIMIT $1";
    return tx.all(statement, database::read_row<NumberedText>, limit);
}

bool has_contact_search_removals(Transaction& tx) { return !list_contact_search_removals(tx, 1).empty(); }

void delete_contact_search_removals_up_to(Transaction& tx, std::int64_t number) { tx.execute(delete_removals, number); }

std::vector<PieceRow> list_piece_rows(Transaction& tx, std::span<const std::int64_t> blocks,
                                      std::span<const std::string> pieces) {
    static const auto text = "SELECT " + database::columns_of<PieceRow>("p") + " FROM contact_search_pieces p";
    if (blocks.empty() || pieces.empty()) return {};
    StatementBuilder statement(text);
    statement.where(is_one_of_values("p.block", {blocks.begin(), blocks.end()}));
    statement.where(is_one_of_values("p.piece", {pieces.begin(), pieces.end()}));
    return statement.all(tx, database::read_row<PieceRow>);
}

std::vector<PieceRow> list_piece_rows_of_block(Transaction& tx, std::int64_t block) {
    static const auto statement =
        "SELECT " + database::columns_of<PieceRow>("p") + " FROM contact_search_pieces p WHERE p.block = $1";
    return tx.all(statement, database::read_row<PieceRow>, block);
}

void upsert_piece_rows(Transaction& tx, std::span<const PieceRow> rows) {
    static const auto texts = [] {
        std::vector<std::string> made;
        for (const auto size : statement_sizes) made.push_back(insert_rows(size));
        return made;
    }();
    for (std::size_t size = 0; size < std::size(statement_sizes); ++size) {
        while (rows.size() >= statement_sizes[size]) {
            std::vector<Parameter> values;
            values.reserve(3 * statement_sizes[size]);
            for (const auto& row : rows.first(statement_sizes[size])) {
                values.insert(values.end(), {row.block, row.piece, row.numbers});
            }
            tx.execute_with(texts[size], values);
            rows = rows.subspan(statement_sizes[size]);
        }
    }
}

void delete_piece_row(Transaction& tx, std::int64_t block, const std::string& piece) {
    tx.execute(delete_row, block, piece);
}

}  // namespace rollcall::contacts
