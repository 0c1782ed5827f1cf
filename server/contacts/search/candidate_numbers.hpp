#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "contacts/search/contact_search_store.hpp"

/// Reads the index of the search in contacts (docs/decisions/0039-lists-of-contacts.md).
namespace rollcall::contacts {

/// Numbers of contacts from the least to the greatest; none where that is less.
struct NumberRange {
    std::int64_t from = 0;
    std::int64_t to = 0;
};

/// Yields the numbers of the contacts that have all of some pieces and may be results of a search, in the order of
/// reading. Some may be of other companies, or of contacts that are gone since.
class CandidateNumbers {
public:
    /// `range` may go beyond what is in the index: those that wait are left out.
    CandidateNumbers(database::Transaction& tx, const std::set<std::string>& pieces,
                     const std::optional<std::set<CompanyId>>& companies, const ContactSearchState& state,
                     NumberRange range, bool oldest_first);

    /// Those of the next block that has any; nothing at the end.
    std::vector<std::int64_t> next();

    /// Says that most of them are no results. `rest` are those of the block that are not compared yet: returns what is
    /// left of them.
    std::vector<std::int64_t> become_strict(std::span<const std::int64_t> rest);

    bool is_strict() const { return is_strict_; }

private:
    using Places = std::vector<std::uint32_t>;
    using Rows = std::map<std::string, std::string, std::less<>>;  ///< of a block: lists of numbers by their pieces
    struct BlockPlaces {
        std::int64_t block = 0;
        Places places;
    };

    void sort_pieces(std::vector<std::string> pieces, std::int64_t block);
    Rows read_rows(std::int64_t block, std::span<const std::string> pieces);
    bool has_few_companies() const;
    bool are_companies_rarer(const Rows& rows) const;
    Places places_in(const Rows& rows) const;
    bool read_blocks();
    Places keep_strictly(std::int64_t block, Places places);
    std::vector<std::int64_t> numbers_of(std::int64_t block, Places places) const;

    database::Transaction& tx_;
    std::vector<std::string> pieces_;
    std::vector<std::string> more_pieces_;
    std::vector<std::string> companies_;  ///< their pieces; empty where their contacts are not looked up
    NumberRange range_;
    bool oldest_first_;
    bool is_strict_ = false;
    std::int64_t first_block_ = 1;
    std::int64_t last_block_ = 0;
    std::size_t blocks_at_once_ = 1;
    std::deque<BlockPlaces> read_;
};

}  // namespace rollcall::contacts
