#include "contacts/search/candidate_numbers.hpp"

#include <algorithm>
#include <utility>

#include "contacts/contact_limits.hpp"
#include "contacts/search/contact_search_index.hpp"
#include "contacts/search/number_list.hpp"

namespace rollcall::contacts {

namespace {

using database::Transaction;
using Numbers = std::vector<std::int64_t>;
using Places = std::vector<std::uint32_t>;

/// Of how many pieces of a search the rows are read at first: the rarest ones. What they leave is compared with the
/// text.
constexpr std::size_t most_pieces_read = 3;
/// Where most of that is no result, the rows of more pieces, and those of the companies, are read for each block that
/// has more candidates than this.
constexpr std::size_t most_pieces = 12;
constexpr std::size_t few_candidates = 64;
constexpr std::size_t few_companies = 16;
/// Of how many blocks the rows are read at once; at first of one, since that is often enough for a page.
constexpr std::size_t most_blocks_at_once = 16;

using Rows = std::map<std::string, std::string, std::less<>>;

std::string_view list_of(const Rows& rows, const std::string& piece) {
    const auto row = rows.find(piece);
    return row == rows.end() ? std::string_view() : std::string_view(row->second);
}

/// The places that have all of these pieces.
Places places_with_all(const Rows& rows, std::span<const std::string> pieces) {
    std::vector<std::string_view> lists;
    for (const auto& piece : pieces) lists.push_back(list_of(rows, piece));
    return read_common_numbers(std::move(lists));
}

/// Leaves the places that have all of these pieces, too.
void keep_places_with_all(Places& places, const Rows& rows, std::span<const std::string> pieces) {
    for (const auto& piece : pieces) {
        if (places.empty()) return;
        keep_common_numbers(places, list_of(rows, piece));
    }
}

/// The places of the contacts of one of these companies, of which each contact has one.
Places places_of_companies(const Rows& rows, std::span<const std::string> companies) {
    Places all;
    for (const auto& company : companies) {
        const auto places = read_number_list(list_of(rows, company));
        all.insert(all.end(), places.begin(), places.end());
    }
    if (companies.size() > 1) std::ranges::sort(all);
    return all;
}

/// Leaves the places of the contacts of one of these companies.
void keep_places_of_companies(Places& places, const Rows& rows, std::span<const std::string> companies) {
    Places all;
    for (const auto& company : companies) {
        auto kept = places;
        keep_common_numbers(kept, list_of(rows, company));
        all.insert(all.end(), kept.begin(), kept.end());
    }
    std::ranges::sort(all);
    places = std::move(all);
}

}  // namespace

CandidateNumbers::CandidateNumbers(Transaction& tx, const std::set<std::string>& pieces,
                                   const std::optional<std::set<CompanyId>>& companies, const ContactSearchState& state,
                                   NumberRange range, bool oldest_first)
    : tx_(tx), range_(range), oldest_first_(oldest_first) {
    if (companies && companies->size() <= max_searched_companies) {
        for (const auto& company : *companies) companies_.push_back(piece_of_company(company));
    }
    const auto indexed_to = std::min(range.to, state.indexed_up_to);
    if (indexed_to < range.from || (companies && companies->empty())) return;
    first_block_ = range.from / numbers_of_block;
    last_block_ = indexed_to / numbers_of_block;
    const auto newest_block = state.indexed_up_to / numbers_of_block;
    sort_pieces({pieces.begin(), pieces.end()}, newest_block);
    if (!has_few_companies()) return;
    auto compared = companies_;
    compared.push_back(pieces_.front());
    is_strict_ = are_companies_rarer(read_rows(newest_block, compared));
}

Numbers CandidateNumbers::next() {
    for (;;) {
        if (read_.empty() && !read_blocks()) return {};
        auto [block, places] = std::move(read_.front());
        read_.pop_front();
        if (is_strict_ && places.size() > few_candidates) places = keep_strictly(block, places);
        auto numbers = numbers_of(block, std::move(places));
        if (!numbers.empty()) return numbers;
    }
}

Numbers CandidateNumbers::become_strict(std::span<const std::int64_t> rest) {
    is_strict_ = true;
    if (rest.size() <= few_candidates) return {rest.begin(), rest.end()};
    const auto block = rest.front() / numbers_of_block;
    Places places;
    for (const auto number : rest) places.push_back(static_cast<std::uint32_t>(number % numbers_of_block));
    if (!oldest_first_) std::ranges::reverse(places);
    return numbers_of(block, keep_strictly(block, places));
}

/// The rarest first, judged by one block: what it does not have is rare. Of those that are as rare the longest.
void CandidateNumbers::sort_pieces(std::vector<std::string> pieces, std::int64_t block) {
    if (pieces.size() > most_pieces_read) {
        std::map<std::string, std::size_t> sizes;
        for (const auto& row : list_piece_rows(tx_, std::span(&block, 1), pieces)) {
            sizes[row.piece] = row.numbers.size();
        }
        std::ranges::sort(pieces, {},
                          [&](const std::string& piece) { return std::pair(sizes[piece], -std::ssize(piece)); });
    }
    const auto first = std::min(most_pieces_read, pieces.size());
    const auto last = std::min(most_pieces, pieces.size());
    pieces_.assign(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(first));
    more_pieces_.assign(pieces.begin() + static_cast<std::ptrdiff_t>(first),
                        pieces.begin() + static_cast<std::ptrdiff_t>(last));
}

CandidateNumbers::Rows CandidateNumbers::read_rows(std::int64_t block, std::span<const std::string> pieces) {
    Rows rows;
    for (auto& row : list_piece_rows(tx_, std::span(&block, 1), pieces)) {
        rows.emplace(std::move(row.piece), std::move(row.numbers));
    }
    return rows;
}

/// Of few, the rows are read together with those of the pieces.
bool CandidateNumbers::has_few_companies() const { return !companies_.empty() && companies_.size() <= few_companies; }

bool CandidateNumbers::are_companies_rarer(const Rows& rows) const {
    std::size_t of_companies = 0;
    for (const auto& company : companies_) of_companies += list_of(rows, company).size();
    return of_companies < list_of(rows, pieces_.front()).size();
}

Places CandidateNumbers::places_in(const Rows& rows) const {
    if (!is_strict_ || !has_few_companies()) return places_with_all(rows, pieces_);
    if (are_companies_rarer(rows)) {
        auto places = places_of_companies(rows, companies_);
        keep_places_with_all(places, rows, pieces_);
        return places;
    }
    auto places = places_with_all(rows, pieces_);
    keep_places_of_companies(places, rows, companies_);
    return places;
}

/// Returns whether there was another one.
bool CandidateNumbers::read_blocks() {
    std::vector<std::int64_t> blocks;
    while (blocks.size() < blocks_at_once_ && first_block_ <= last_block_) {
        blocks.push_back(oldest_first_ ? first_block_++ : last_block_--);
    }
    blocks_at_once_ = std::min(4 * blocks_at_once_, most_blocks_at_once);
    std::map<std::int64_t, Rows> rows;
    auto wanted = pieces_;
    if (is_strict_ && has_few_companies()) wanted.insert(wanted.end(), companies_.begin(), companies_.end());
    for (auto& row : list_piece_rows(tx_, blocks, wanted)) {
        rows[row.block].emplace(std::move(row.piece), std::move(row.numbers));
    }
    for (const auto block : blocks) read_.push_back({block, places_in(rows[block])});
    return !blocks.empty();
}

Places CandidateNumbers::keep_strictly(std::int64_t block, Places places) {
    auto pieces = more_pieces_;
    pieces.insert(pieces.end(), companies_.begin(), companies_.end());
    const auto rows = read_rows(block, pieces);
    if (!companies_.empty()) keep_places_of_companies(places, rows, companies_);
    keep_places_with_all(places, rows, more_pieces_);
    return places;
}

Numbers CandidateNumbers::numbers_of(std::int64_t block, Places places) const {
    if (!oldest_first_) std::ranges::reverse(places);
    Numbers numbers;
    for (const auto place : places) {
        const auto number = block * numbers_of_block + place;
        if (number >= range_.from && number <= range_.to) numbers.push_back(number);
    }
    return numbers;
}

}  // namespace rollcall::contacts
