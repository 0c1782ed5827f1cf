#include "contacts/search/contact_search.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <numeric>

#include "contacts/contact_limits.hpp"
#include "contacts/search/contact_search_index.hpp"
#include "contacts/search/number_list.hpp"

namespace rollcall::contacts {

namespace {

using database::Transaction;
using Numbers = std::vector<std::int64_t>;
using Places = std::vector<std::uint32_t>;

/// Of how many pieces of a search the rows are read: the rarest ones. What is left is compared with the text.
constexpr std::size_t most_pieces_read = 3;
/// Of how many blocks the rows are read at once; at first of one, since that is often enough for a page.
constexpr std::size_t most_blocks_at_once = 16;
/// How many candidates are compared at once.
constexpr std::size_t most_candidates_at_once = 256;

/// Yields the numbers of the contacts that may be results of a rank, in the order of reading.
class CandidateNumbers {
public:
    CandidateNumbers(Transaction& tx, const std::set<std::string>& pieces,
                     const std::optional<std::set<CompanyId>>& companies, const ContactSearchState& state,
                     FoundPosition::Numbers range, bool oldest_first)
        : tx_(tx), range_(range), oldest_first_(oldest_first) {
        pieces_.assign(pieces.begin(), pieces.end());
        if (companies && companies->size() <= max_searched_companies) {
            for (const auto& company : *companies) companies_.push_back(piece_of_company(company));
            has_companies_ = true;
        }
        const auto indexed_to = std::min(range.to, state.indexed_up_to);
        if (indexed_to < range.from) return;
        first_block_ = range.from / numbers_of_block;
        last_block_ = indexed_to / numbers_of_block;
        keep_rarest_pieces(state.indexed_up_to / numbers_of_block);
    }

    /// The next of them; nothing at the end.
    Numbers next() {
        while (first_block_ <= last_block_) {
            std::vector<std::int64_t> blocks;
            for (; blocks.size() < blocks_at_once_ && first_block_ <= last_block_;) {
                blocks.push_back(oldest_first_ ? first_block_++ : last_block_--);
            }
            blocks_at_once_ = std::min(4 * blocks_at_once_, most_blocks_at_once);
            auto numbers = read_blocks(blocks);
            if (!numbers.empty()) return numbers;
        }
        return {};
    }

private:
    /// Judged by one block: what it does not have is rare.
    void keep_rarest_pieces(std::int64_t block) {
        if (pieces_.size() <= most_pieces_read) return;
        std::map<std::string, std::size_t> sizes;
        for (const auto& row : list_piece_rows(tx_, std::span(&block, 1), pieces_)) {
            sizes[row.piece] = row.numbers.size();
        }
        // Of those that are as rare the longest.
        const auto rarity = [&](const std::string& piece) { return std::pair(sizes[piece], -std::ssize(piece)); };
        std::ranges::partial_sort(pieces_, pieces_.begin() + most_pieces_read, {}, rarity);
        pieces_.resize(most_pieces_read);
    }

    Numbers read_blocks(const std::vector<std::int64_t>& blocks) {
        if (has_companies_ && companies_.empty()) return {};
        auto wanted = pieces_;
        wanted.insert(wanted.end(), companies_.begin(), companies_.end());
        std::map<std::int64_t, std::map<std::string, std::string, std::less<>>> rows;
        for (auto& row : list_piece_rows(tx_, blocks, wanted)) {
            rows[row.block].emplace(std::move(row.piece), std::move(row.numbers));
        }
        Numbers numbers;
        for (const auto block : blocks) {
            auto places = intersect(rows[block]);
            if (!oldest_first_) std::ranges::reverse(places);
            for (const auto place : places) {
                const auto number = block * numbers_of_block + place;
                if (number >= range_.from && number <= range_.to) numbers.push_back(number);
            }
        }
        return numbers;
    }

    /// Those that have all pieces, and one of the companies.
    Places intersect(const std::map<std::string, std::string, std::less<>>& rows) const {
        std::vector<std::string_view> lists;
        for (const auto& piece : pieces_) {
            const auto row = rows.find(piece);
            if (row == rows.end()) return {};
            lists.emplace_back(row->second);
        }
        std::ranges::sort(lists, {}, &std::string_view::size);
        Places places;
        for (const auto list : lists) {
            auto more = read_number_list(list);
            places = list.data() == lists.front().data() ? std::move(more) : common(places, more);
        }
        return has_companies_ ? common(places, places_of_companies(rows)) : places;
    }

    Places places_of_companies(const std::map<std::string, std::string, std::less<>>& rows) const {
        Places all;
        for (const auto& company : companies_) {
            const auto row = rows.find(company);
            if (row == rows.end()) continue;
            const auto places = read_number_list(row->second);
            all.insert(all.end(), places.begin(), places.end());
        }
        std::ranges::sort(all);
        return all;
    }

    static Places common(const Places& left, const Places& right) {
        Places both;
        std::ranges::set_intersection(left, right, std::back_inserter(both));
        return both;
    }

    Transaction& tx_;
    std::vector<std::string> pieces_;
    std::vector<std::string> companies_;  ///< their pieces
    bool has_companies_ = false;
    FoundPosition::Numbers range_;
    bool oldest_first_;
    std::int64_t first_block_ = 1;
    std::int64_t last_block_ = 0;
    std::size_t blocks_at_once_ = 1;
};

class ContactFinder {
public:
    ContactFinder(Transaction& tx, const ContactSearch& search, const std::optional<std::set<CompanyId>>& companies,
                  const ReadCandidates& read_candidates, const FoundRange& range, std::size_t wanted)
        : tx_(tx),
          search_(search),
          companies_(companies),
          read_candidates_(read_candidates),
          range_(range),
          wanted_(wanted),
          state_(get_contact_search_state(tx)) {}

    std::vector<FoundContact> run() {
        for (std::size_t turn = 0; turn < ContactSearch::ranks && !is_done(); ++turn) {
            find_of_rank(range_.reads_backwards ? ContactSearch::ranks - 1 - turn : turn);
        }
        if (found_.size() > wanted_) found_.resize(wanted_);
        return std::move(found_);
    }

private:
    bool is_done() const { return found_.size() >= wanted_; }

    void find_of_rank(std::size_t rank) {
        const auto numbers = FoundPosition::numbers_between(rank, range_.first, range_.last);
        if (numbers.to < numbers.from) return;
        if (!range_.reads_backwards) find_waiting(rank, numbers);
        CandidateNumbers candidates(tx_, search_.pieces(rank), companies_, state_, numbers, range_.reads_backwards);
        while (!is_done()) {
            const auto part = candidates.next();
            if (part.empty()) break;
            keep_results(rank, part);
        }
        if (range_.reads_backwards && !is_done()) find_waiting(rank, numbers);
    }

    /// Those that are not in the index yet are the newest.
    void find_waiting(std::size_t rank, const FoundPosition::Numbers& range) {
        const auto from = std::max(range.from, state_.indexed_up_to + 1);
        if (from > std::min(range.to, state_.last_number)) return;
        if (!waiting_) waiting_ = list_contact_texts_after(tx_, state_.indexed_up_to, state_.last_number);
        Numbers numbers;
        for (const auto& contact : *waiting_) {
            if (contact.number < from || contact.number > range.to) continue;
            if (companies_ && !companies_->contains(contact.company_id)) continue;
            if (search_.rank_of(contact.text) == rank) numbers.push_back(contact.number);
        }
        if (!range_.reads_backwards) std::ranges::reverse(numbers);
        keep_results(rank, numbers);
    }

    void keep_results(std::size_t rank, std::span<const std::int64_t> numbers) {
        // About as many as are wanted, and more where few of them are results.
        auto step = std::min(2 * wanted_, most_candidates_at_once);
        while (!numbers.empty() && !is_done()) {
            const auto part = numbers.first(std::min(step, numbers.size()));
            numbers = numbers.subspan(part.size());
            step = most_candidates_at_once;
            std::map<std::int64_t, ContactId> results;
            for (auto& candidate : read_candidates_(part)) {
                if (companies_ && !companies_->contains(candidate.company_id)) continue;
                if (search_.rank_of(candidate.search_text) != rank) continue;
                results.emplace(candidate.number, std::move(candidate.id));
            }
            for (const auto number : part) {
                if (auto result = results.find(number); result != results.end()) {
                    found_.push_back({FoundPosition(rank, number).value(), number, std::move(result->second)});
                }
            }
        }
    }

    Transaction& tx_;
    const ContactSearch& search_;
    const std::optional<std::set<CompanyId>>& companies_;
    const ReadCandidates& read_candidates_;
    FoundRange range_;
    std::size_t wanted_;
    ContactSearchState state_;
    std::optional<std::vector<NumberedText>> waiting_;
    std::vector<FoundContact> found_;
};

}  // namespace

FoundPosition::Numbers FoundPosition::numbers_between(std::size_t rank, std::int64_t first, std::int64_t last) {
    const auto least = FoundPosition(rank, last_number).value();
    const auto greatest = FoundPosition(rank, 0).value();
    return {.from = greatest - std::min(last, greatest), .to = greatest - std::max(first, least)};
}

std::vector<FoundContact> find_contacts(Transaction& tx, const ContactSearch& search,
                                        const std::optional<std::set<CompanyId>>& companies,
                                        const ReadCandidates& read_candidates, const FoundRange& range,
                                        std::size_t wanted) {
    return ContactFinder(tx, search, companies, read_candidates, range, wanted).run();
}

std::vector<FoundContact> find_contacts_among(const ContactSearch& search,
                                              const std::vector<ContactCandidate>& candidates,
                                              const FoundRange& range) {
    std::vector<FoundContact> found;
    for (const auto& candidate : candidates) {
        const auto rank = search.rank_of(candidate.search_text);
        if (!rank) continue;
        const auto position = FoundPosition(*rank, candidate.number).value();
        if (position < range.first || position > range.last) continue;
        found.push_back({position, candidate.number, candidate.id});
    }
    std::ranges::sort(found, {}, &FoundContact::position);
    if (range.reads_backwards) std::ranges::reverse(found);
    return found;
}

std::vector<std::int64_t> list_numbers_of_companies(Transaction& tx, const std::set<CompanyId>& companies) {
    std::vector<std::string> pieces;
    for (const auto& company : companies) pieces.push_back(piece_of_company(company));
    std::vector<std::int64_t> blocks;
    for (std::int64_t block = 0; block <= get_contact_search_state(tx).indexed_up_to / numbers_of_block; ++block) {
        blocks.push_back(block);
    }
    Numbers numbers;
    for (const auto& row : list_piece_rows(tx, blocks, pieces)) {
        for (const auto place : read_number_list(row.numbers)) numbers.push_back(row.block * numbers_of_block + place);
    }
    std::ranges::sort(numbers);
    return numbers;
}

}  // namespace rollcall::contacts
