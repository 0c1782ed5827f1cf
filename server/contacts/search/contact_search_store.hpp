#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/id.hpp"
#include "database/database.hpp"

/// The tables of the search in contacts. contact_search_index.hpp keeps them.
namespace rollcall::contacts {

/// Rows of contact_search_pieces have the numbers of one block.
inline constexpr std::int64_t numbers_of_block = 32'768;

struct ContactSearchState {
    std::int64_t last_number = 0;    ///< the last that was given to a contact
    std::int64_t indexed_up_to = 0;  ///< contacts with greater numbers are not in contact_search_pieces
};
BOOST_DESCRIBE_STRUCT(ContactSearchState, (), (last_number, indexed_up_to))

ContactSearchState get_contact_search_state(database::Transaction& tx);

/// Gives a number to a contact. Returns the state with it.
ContactSearchState claim_contact_number(database::Transaction& tx);
void update_indexed_up_to(database::Transaction& tx, std::int64_t number);

/// A number and what it is found by.
struct NumberedText {
    std::int64_t number = 0;
    CompanyId company_id;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(NumberedText, (), (number, company_id, text))

/// The contacts with greater numbers, in the order of numbers, at most `limit`.
std::vector<NumberedText> list_contact_texts_after(database::Transaction& tx, std::int64_t number, std::int64_t limit);

void insert_contact_search_removal_row(database::Transaction& tx, const NumberedText& removed);
std::vector<NumberedText> list_contact_search_removals(database::Transaction& tx, std::int64_t limit);
bool has_contact_search_removals(database::Transaction& tx);
void delete_contact_search_removals_up_to(database::Transaction& tx, std::int64_t number);

struct PieceRow {
    std::int64_t block = 0;
    std::string piece;
    std::string numbers;  ///< a number_list of the places in the block
};
BOOST_DESCRIBE_STRUCT(PieceRow, (), (block, piece, numbers))

/// Those of the rows with these pieces in these blocks that exist.
std::vector<PieceRow> list_piece_rows(database::Transaction& tx, std::span<const std::int64_t> blocks,
                                      std::span<const std::string> pieces);
/// All of a block.
std::vector<PieceRow> list_piece_rows_of_block(database::Transaction& tx, std::int64_t block);
void upsert_piece_rows(database::Transaction& tx, std::span<const PieceRow> rows);
void delete_piece_row(database::Transaction& tx, std::int64_t block, const std::string& piece);

}  // namespace rollcall::contacts
