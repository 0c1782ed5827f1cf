#include "calls/listing/call_page_search.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "calls/call_limits.hpp"

namespace rollcall::calls {

namespace {

using Positions = std::vector<CallPosition>;

class PageSearch {
public:
    PageSearch(database::Transaction& tx, const access::Scope& scope, CallFilter filter, const CallRange& range,
               std::size_t count)
        : tx_(tx), scope_(scope), filter_(std::move(filter)), range_(range), count_(count) {}

    Positions run() {
        const bool has_rare_word = sort_words();
        if (has_all_agents() && !has_words()) return scan_to_the_end();

        agents_ = list_filtered_agents(tx_, scope_, filter_);
        if (agents_.empty()) return {};
        if (agents_.size() == 1) return list_calls_of_agent(tx_, agents_.front(), filter_, range_, limit());
        if (has_rare_word) return choose_from_rare_word();
        if (agents_.size() > (has_words() ? max_agents_merged_at_once_in_search : max_agents_merged_at_once)) {
            if (auto found = scan_briefly()) return std::move(*found);
        }
        return merge_agents();
    }

private:
    std::int64_t limit() const { return static_cast<std::int64_t>(count_); }
    bool has_words() const { return !filter_.required_words().empty(); }
    bool has_all_agents() const { return scope_.is_everything() && !filter_.agent && !filter_.company; }
    bool is_result(const CallCandidate& candidate) const {
        return candidate.matches && (agents_.empty() || std::ranges::binary_search(agents_, candidate.agent_id));
    }

    /// Puts the rarest word first; of common ones the longest, which is probably the rarest. Returns whether the first
    /// one is rare.
    bool sort_words() {
        if (!has_words()) return false;
        auto& words = *filter_.words;
        std::ranges::stable_sort(words, std::greater(), &std::string::size);
        auto fewest = max_calls_with_rare_word + 1;
        for (auto& word : words) {
            const auto calls = count_calls_with_word(tx_, word, fewest);
            if (calls >= fewest) continue;
            fewest = calls;
            std::swap(words.front(), word);
        }
        return fewest <= max_calls_with_rare_word;
    }

    Positions scan_to_the_end() {
        return scan_while([](std::size_t, std::size_t) { return true; }).value();
    }

    /// Nothing where the page will probably not be full soon, judging by the calls so far.
    std::optional<Positions> scan_briefly() {
        return scan_while([&](std::size_t scanned, std::size_t found) {
            return scanned < max_scanned_calls && found * max_scanned_calls >= count_ * scanned;
        });
    }

    /// Reads the index of all calls until the page is full; nothing where `goes_on(scanned, found)` ends it before.
    template <class GoesOn>
    std::optional<Positions> scan_while(GoesOn goes_on) {
        auto rest = range_;
        Positions found;
        std::size_t scanned = 0;
        for (auto step = count_;; step = std::min(2 * step, std::max(max_scan_step, count_))) {
            const auto candidates = list_candidates(tx_, filter_, rest, static_cast<std::int64_t>(step));
            for (const auto& candidate : candidates) {
                if (is_result(candidate)) found.push_back(candidate.position);
                if (found.size() == count_) return found;
            }
            scanned += candidates.size();
            if (candidates.size() < step) return found;
            if (!goes_on(scanned, found.size())) return std::nullopt;
            rest.start_after(candidates.back().position);
        }
    }

    Positions choose_from_rare_word() {
        Positions found;
        for (const auto& candidate : list_candidates_with_word(tx_, filter_, range_)) {
            if (is_result(candidate)) found.push_back(candidate.position);
        }
        keep_first(found);
        return found;
    }

    /// Reads one agent after the other, in the order of their first calls, until no further agent can have a call of
    /// the page.
    Positions merge_agents() {
        auto first_calls = list_first_calls(tx_, scope_, filter_, range_);
        std::ranges::sort(first_calls, [&](const FirstCall& left, const FirstCall& right) {
            return range_.newest_first ? left.started_at > right.started_at : left.started_at < right.started_at;
        });
        auto rest = range_;
        // Each of them is a result then, so the last of the page is not after the `count_`th of them.
        if (is_covered_by_index(filter_) && first_calls.size() >= count_) {
            rest.end_with(first_calls[count_ - 1].started_at);
        }

        Positions found;
        for (const auto& first : first_calls) {
            if (found.size() == count_) {
                const auto last = found.back().started_at;
                if (range_.newest_first ? first.started_at < last : first.started_at > last) break;
                rest.end_before(found.back());
            }
            const auto more = list_calls_of_agent(tx_, first.agent_id, filter_, rest, limit());
            found.insert(found.end(), more.begin(), more.end());
            keep_first(found);
        }
        return found;
    }

    /// Sorts the calls and keeps those of the page.
    void keep_first(Positions& positions) const {
        std::ranges::sort(positions,
                          [&](const auto& left, const auto& right) { return range_.is_in_order(left, right); });
        if (positions.size() > count_) positions.resize(count_);
    }

    database::Transaction& tx_;
    const access::Scope& scope_;
    CallFilter filter_;
    const CallRange range_;
    const std::size_t count_;
    std::vector<AgentId> agents_;  ///< whose calls are results; empty for those of all agents
};

}  // namespace

std::vector<CallPosition> find_calls_of_page(database::Transaction& tx, const access::Scope& scope, CallFilter filter,
                                             const CallRange& range, std::size_t count) {
    return PageSearch(tx, scope, std::move(filter), range, count).run();
}

}  // namespace rollcall::calls
