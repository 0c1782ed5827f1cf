#include "contacts/search/contact_search.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>

#include "contacts/search/contact_search_index.hpp"
#include "contacts/search/number_list.hpp"

namespace rollcall::contacts {

namespace {

using database::Transaction;
using Numbers = std::vector<std::int64_t>;

/// How many candidates are compared at once.
constexpr std::size_t most_candidates_at_once = 256;
/// Where not even each fourth of them is a result, more is asked of the next ones.
constexpr std::size_t candidates_for_strictness = 4;
/// Where not more candidates are expected than this for each contact that is wanted, all are read at once, of whatever
/// rank: a page would hardly be full before.
constexpr std::int64_t candidates_for_each_wanted = 2;

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

    void find_waiting(std::size_t rank, NumberRange range) {
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
    Numbers list_waiting(NumberRange range, IsWanted is_wanted) {
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

NumberRange FoundPosition::numbers_between(std::size_t rank, std::int64_t first, std::int64_t last) {
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
