#include "contacts/search/contact_search.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <iterator>
#include <map>

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
/// How many candidates are compared at once.
constexpr std::size_t most_candidates_at_once = 256;
/// Where not even each fourth of them is a result, more is asked of the next ones.
constexpr std::size_t candidates_for_strictness = 4;
/// Where not more candidates are expected than this for each contact that is wanted, all are read at once, of whatever
/// rank: a page would hardly be full before.
constexpr std::int64_t candidates_for_each_wanted = 2;

using Rows = std::map<std::string, std::string, std::less<>>;  // of a block, by their pieces

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

/// Yields the numbers of the contacts that may be results of a rank, in the order of reading.
class CandidateNumbers {
public:
    CandidateNumbers(Transaction& tx, const std::set<std::string>& pieces,
                     const std::optional<std::set<CompanyId>>& companies, const ContactSearchState& state,
                     FoundPosition::Numbers range, bool oldest_first)
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
        is_strict_ = has_few_companies() && are_companies_rarer(newest_block);
    }

    /// Those of the next block that has any; nothing at the end.
    Numbers next() {
        for (;;) {
            if (read_.empty() && !read_blocks()) return {};
            auto [block, places] = std::move(read_.front());
            read_.pop_front();
            if (is_strict_ && places.size() > few_candidates) places = keep_strictly(block, places);
            auto numbers = numbers_of(block, std::move(places));
            if (!numbers.empty()) return numbers;
        }
    }

    /// Says that most of them are no results. `rest` are those of the block that are not compared yet: returns what is
    /// left of them.
    Numbers become_strict(std::span<const std::int64_t> rest) {
        is_strict_ = true;
        if (rest.size() <= few_candidates) return {rest.begin(), rest.end()};
        const auto block = rest.front() / numbers_of_block;
        Places places;
        for (const auto number : rest) places.push_back(static_cast<std::uint32_t>(number % numbers_of_block));
        if (!oldest_first_) std::ranges::reverse(places);
        return numbers_of(block, keep_strictly(block, places));
    }

    bool is_strict() const { return is_strict_; }

private:
    struct BlockPlaces {
        std::int64_t block = 0;
        Places places;
    };

    /// The rarest first, judged by one block: what it does not have is rare. Of those that are as rare the longest.
    void sort_pieces(std::vector<std::string> pieces, std::int64_t block) {
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

    /// Of few, the rows are read together with those of the pieces.
    bool has_few_companies() const { return !companies_.empty() && companies_.size() <= few_companies; }

    bool are_companies_rarer(std::int64_t block) {
        auto wanted = companies_;
        wanted.push_back(pieces_.front());
        Rows rows;
        for (auto& row : list_piece_rows(tx_, std::span(&block, 1), wanted)) {
            rows.emplace(std::move(row.piece), std::move(row.numbers));
        }
        return are_companies_rarer(rows);
    }

    bool are_companies_rarer(const Rows& rows) const {
        std::size_t of_companies = 0;
        for (const auto& company : companies_) of_companies += list_of(rows, company).size();
        return of_companies < list_of(rows, pieces_.front()).size();
    }

    Places places_in(const Rows& rows) const {
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
    bool read_blocks() {
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

    Places keep_strictly(std::int64_t block, Places places) {
        auto pieces = more_pieces_;
        pieces.insert(pieces.end(), companies_.begin(), companies_.end());
        Rows rows;
        for (auto& row : list_piece_rows(tx_, std::span(&block, 1), pieces)) {
            rows.emplace(std::move(row.piece), std::move(row.numbers));
        }
        if (!companies_.empty()) keep_places_of_companies(places, rows, companies_);
        keep_places_with_all(places, rows, more_pieces_);
        return places;
    }

    Numbers numbers_of(std::int64_t block, Places places) const {
        if (!oldest_first_) std::ranges::reverse(places);
        Numbers numbers;
        for (const auto place : places) {
            const auto number = block * numbers_of_block + place;
            if (number >= range_.from && number <= range_.to) numbers.push_back(number);
        }
        return numbers;
    }

    Transaction& tx_;
    std::vector<std::string> pieces_;
    std::vector<std::string> more_pieces_;
    std::vector<std::string> companies_;  ///< their pieces; empty where their contacts are not looked up
    FoundPosition::Numbers range_;
    bool oldest_first_;
    bool is_strict_ = false;
    std::int64_t first_block_ = 1;
    std::int64_t last_block_ = 0;
    std::size_t blocks_at_once_ = 1;
    std::deque<BlockPlaces> read_;
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
        if (const auto few = list_few_candidates()) {
            found_ = find_contacts_among(search_, read_candidates_in_parts(*few), range_);
        } else {
            find_by_rank();
        }
        if (found_.size() > wanted_) found_.resize(wanted_);
        return std::move(found_);
    }

private:
    bool is_done() const { return found_.size() >= wanted_; }

    /// Of all ranks; nothing where, judged by the newest ones, a page is full before all are read.
    std::optional<Numbers> list_few_candidates() {
        const auto most = candidates_for_each_wanted * static_cast<std::int64_t>(wanted_);
        const auto any_rank = [](std::optional<std::size_t> rank) { return rank.has_value(); };
        auto few = list_waiting({.from = 0, .to = state_.last_number}, any_rank);
        CandidateNumbers candidates(tx_, search_.pieces(ContactSearch::ranks - 1), companies_, state_,
                                    {.from = 0, .to = state_.indexed_up_to}, false);
        for (auto numbers = candidates.next(); !numbers.empty(); numbers = candidates.next()) {
            few.insert(few.end(), numbers.begin(), numbers.end());
            const auto looked_up = state_.indexed_up_to - numbers.back() / numbers_of_block * numbers_of_block + 1;
            // As if those before had as many; the newest block alone may have too few to tell.
            const auto judged_by = std::max(looked_up, std::min(numbers_of_block, state_.indexed_up_to));
            if (std::ssize(few) * state_.indexed_up_to / judged_by > most) return std::nullopt;
        }
        return few;
    }

    std::vector<ContactCandidate> read_candidates_in_parts(std::span<const std::int64_t> numbers) {
        std::vector<ContactCandidate> all;
        for (auto rest = numbers; !rest.empty();) {
            const auto part = rest.first(std::min(rest.size(), most_candidates_at_once));
            auto candidates = read_candidates_(part);
            std::ranges::move(candidates, std::back_inserter(all));
            rest = rest.subspan(part.size());
        }
        if (companies_) {
            std::erase_if(all, [&](const ContactCandidate& each) { return !companies_->contains(each.company_id); });
        }
        return all;
    }

    void find_by_rank() {
        for (std::size_t turn = 0; turn < ContactSearch::ranks && !is_done(); ++turn) {
            find_of_rank(range_.reads_backwards ? ContactSearch::ranks - 1 - turn : turn);
        }
    }

    void find_of_rank(std::size_t rank) {
        const auto range = FoundPosition::numbers_between(rank, range_.first, range_.last);
        if (range.to < range.from) return;
        if (!range_.reads_backwards) find_waiting(rank, range);
        CandidateNumbers candidates(tx_, search_.pieces(rank), companies_, state_, range, range_.reads_backwards);
        while (!is_done()) {
            auto numbers = candidates.next();
            if (numbers.empty()) break;
            while (!numbers.empty() && !is_done()) {
                const auto part = std::span(numbers).first(std::min(numbers.size(), next_part()));
                const auto rest = std::span(numbers).subspan(part.size());
                const auto kept = keep_results(rank, part);
                const bool is_rare = kept * candidates_for_strictness < part.size();
                numbers = is_rare && !candidates.is_strict() ? candidates.become_strict(rest)
                                                             : Numbers(rest.begin(), rest.end());
            }
        }
        if (range_.reads_backwards && !is_done()) find_waiting(rank, range);
    }

    void find_waiting(std::size_t rank, const FoundPosition::Numbers& range) {
        auto numbers = list_waiting(range, [&](std::optional<std::size_t> found) { return found == rank; });
        if (range_.reads_backwards) std::ranges::reverse(numbers);
        for (auto rest = std::span<const std::int64_t>(numbers); !rest.empty() && !is_done();) {
            const auto part = rest.first(std::min(rest.size(), most_candidates_at_once));
            keep_results(rank, part);
            rest = rest.subspan(part.size());
        }
    }

    /// Those of a rank that are not in the index yet, which are the newest; the newest first.
    template <class IsWanted>
    Numbers list_waiting(const FoundPosition::Numbers& range, IsWanted is_wanted) {
        const auto from = std::max(range.from, state_.indexed_up_to + 1);
        if (from > std::min(range.to, state_.last_number)) return {};
        if (!waiting_) waiting_ = list_contact_texts_after(tx_, state_.indexed_up_to, state_.last_number);
        Numbers numbers;
        for (const auto& contact : *waiting_) {
            if (contact.number < from || contact.number > range.to) continue;
            if (companies_ && !companies_->contains(contact.company_id)) continue;
            if (is_wanted(search_.rank_of(contact.text))) numbers.push_back(contact.number);
        }
        std::ranges::reverse(numbers);
        return numbers;
    }

    /// About as many as are wanted, then more.
    std::size_t next_part() {
        const auto size = std::max(part_size_, std::min(2 * wanted_, most_candidates_at_once));
        part_size_ = most_candidates_at_once;
        return size;
    }

    /// Returns how many of them are results.
    std::size_t keep_results(std::size_t rank, std::span<const std::int64_t> numbers) {
        std::map<std::int64_t, ContactId> results;
        for (auto& candidate : read_candidates_(numbers)) {
            if (companies_ && !companies_->contains(candidate.company_id)) continue;
            if (search_.rank_of(candidate.search_text) != rank) continue;
            results.emplace(candidate.number, std::move(candidate.id));
        }
        for (const auto number : numbers) {
            if (auto result = results.find(number); result != results.end()) {
                found_.push_back({FoundPosition(rank, number).value(), number, std::move(result->second)});
            }
        }
        return results.size();
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
    std::size_t part_size_ = 0;
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
