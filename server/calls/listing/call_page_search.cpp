#include "calls/listing/call_page_search.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "calls/call_limits.hpp"
#include "calls/listing/call_word_search.hpp"
#include "calls/words/call_word_store.hpp"

namespace rollcall::calls {

namespace {

using Positions = std::vector<CallPosition>;

std::vector<CallPosition> positions_of(const std::vector<AgentCall>& calls) {
    Positions positions;
    positions.reserve(calls.size());
    for (const auto& call : calls) positions.push_back(call.position);
    return positions;
}

class PageSearch {
public:
    PageSearch(database::Transaction& tx, const access::Scope& scope, CallFilter filter, const CallRange& range,
               std::size_t count, std::optional<std::size_t> max_checked = std::nullopt)
        : tx_(tx), scope_(scope), filter_(std::move(filter)), range_(range), count_(count), max_checked_(max_checked) {}

    /// Where the search ended after `max_checked` calls.
    const std::optional<CallPosition>& searched_to() const { return searched_to_; }

    Positions run() {
        if (filter_.numbers) return list_calls_with_numbers(tx_, scope_, filter_, range_, limit());
        if (!has_all_agents() || has_words()) {
            agents_ = list_filtered_agents(tx_, scope_, filter_);
            if (agents_.empty()) return {};
        }
        if (has_words()) return search_words();
        if (filter_.has_length()) {
            if (auto found = find_rare_length()) return std::move(*found);
        }
        if (has_all_agents()) return scan_to_the_end();
        const bool is_checked = max_checked_ && !is_covered_by_index(filter_);
        if (agents_.size() <= max_agents_merged_at_once) return is_checked ? scan_agents() : merge_all_agents();
        if (is_checked) return scan_to_the_end();
        if (auto found = scan_briefly(range_)) return std::move(*found);
        return merge_agents_in_turn();
    }

private:
    std::int64_t limit() const { return static_cast<std::int64_t>(count_); }
    bool has_words() const { return !filter_.required_words().empty(); }
    bool is_in_range(const CallPosition& position) const { return position > range_.after && position < range_.before; }
    bool has_all_agents() const { return scope_.is_everything() && !filter_.agent && !filter_.company; }

    /// Nothing for an agent whose calls are no results.
    const AgentId* find_agent(const AgentId& id) const {
        const auto found = std::ranges::lower_bound(agents_, id);
        return found != agents_.end() && *found == id ? &*found : nullptr;
    }

    // Without words.

    /// Nothing where many calls are so long or short.
    std::optional<Positions> find_rare_length() {
        auto calls = list_calls_of_rare_length(tx_, filter_, static_cast<std::int64_t>(max_calls_of_rare_length));
        if (!calls) return std::nullopt;
        std::erase_if(*calls, [&](const CallCandidate& call) { return !is_in_range(call.position); });
        auto found = find_results(*calls);
        keep_first(found);
        return found;
    }

    bool may_check_more(std::size_t checked) const { return !max_checked_ || checked < *max_checked_; }

    Positions scan_to_the_end() {
        return scan_as_far_as_allowed(
            [&](const CallRange& range, std::int64_t limit) { return list_candidates(tx_, filter_, range, limit); });
    }

    Positions scan_agents() {
        return scan_as_far_as_allowed([&](const CallRange& range, std::int64_t limit) {
            return list_candidates_of_agents(tx_, agents_, filter_, range, limit);
        });
    }

    template <class Read>
    Positions scan_as_far_as_allowed(Read read) {
        auto scan = scan_while(range_, read, [&](std::size_t scanned, std::size_t) { return may_check_more(scanned); });
        searched_to_ = scan.ended_at;
        return std::move(scan.found);
    }

    /// Nothing where the page will probably not be full soon, judging by the calls so far.
    std::optional<Positions> scan_briefly(const CallRange& range) {
        const auto read = [&](const CallRange& rest, std::int64_t limit) {
            return list_candidates(tx_, filter_, rest, limit);
        };
        auto scan = scan_while(range, read, [&](std::size_t scanned, std::size_t found) {
            return scanned < max_scanned_calls && found * max_scanned_calls >= count_ * scanned;
        });
        return scan.ended_at ? std::nullopt : std::optional(std::move(scan.found));
    }

    /// How many calls to read after `checked`, of which `found` are results: as many as will probably fill the page,
    /// and a quarter more.
    std::size_t next_step(std::size_t checked, std::size_t found) const {
        const auto probable = found == 0 ? 2 * checked : (count_ - found) * checked / found * 5 / 4;
        return std::clamp(probable, count_, std::max(max_scan_step, count_));
    }

    struct Scan {
        Positions found;
        std::optional<CallPosition> ended_at;  ///< where `goes_on` ended it
    };

    /// Reads candidates by `read(range, limit)` until the page is full, or until `goes_on(scanned, found)` ends it.
    template <class Read, class GoesOn>
    Scan scan_while(const CallRange& range, Read read, GoesOn goes_on) {
        auto rest = range;
        Scan scan;
        std::size_t scanned = 0;
        for (auto step = count_;; step = next_step(scanned, scan.found.size())) {
            const auto candidates = read(rest, static_cast<std::int64_t>(step));
            for (const auto& position : find_results(candidates)) {
                scan.found.push_back(position);
                if (scan.found.size() == count_) return scan;
            }
            scanned += candidates.size();
            if (candidates.size() < step) return scan;
            rest.start_after(candidates.back().position);
            if (!goes_on(scanned, scan.found.size())) {
                scan.ended_at = candidates.back().position;
                return scan;
            }
        }
    }

    Positions find_results(const std::vector<CallCandidate>& candidates) {
        std::vector<AgentCall> calls;
        Positions all;
        for (const auto& candidate : candidates) {
            if (!candidate.matches) continue;
            if (agents_.empty()) {
                all.push_back(candidate.position);
            } else if (const auto* agent = find_agent(candidate.agent_id)) {
                calls.push_back({candidate.position, agent});
            }
        }
        if (agents_.empty()) return all;
        for (auto& lookup : lookups_) lookup.keep_calls_with_word(calls);
        return positions_of(calls);
    }

    Positions merge_all_agents() { return list_calls_of_agents(tx_, agents_, filter_, range_, limit()); }

    /// Reads some agents after the other, in the order of their first calls, until no further agent can have a call of
    /// the page.
    Positions merge_agents_in_turn() {
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
        for (std::size_t begin = 0; begin < first_calls.size(); begin += agents_merged_in_turn) {
            if (found.size() == count_) {
                const auto first = first_calls[begin].started_at;
                const auto last = found.back().started_at;
                if (range_.newest_first ? first < last : first > last) break;
                rest.end_before(found.back());
            }
            std::vector<AgentId> agents;
            for (auto at = begin; at < std::min(begin + agents_merged_in_turn, first_calls.size()); ++at) {
                agents.push_back(first_calls[at].agent_id);
            }
            const auto more = list_calls_of_agents(tx_, agents, filter_, rest, limit());
            found.insert(found.end(), more.begin(), more.end());
            keep_first(found);
        }
        return found;
    }

    // With words.

    Positions search_words() {
        auto found = find_queued();
        auto rest = range_;
        if (found.size() == count_) rest.end_before(found.back());
        const auto indexed = search_index(rest);
        found.insert(found.end(), indexed.begin(), indexed.end());
        keep_first(found);
        if (searched_to_) {  // beyond it, calls are missing between those of the queue
            std::erase_if(found, [&](const auto& position) { return range_.is_in_order(*searched_to_, position); });
        }
        return found;
    }

    Positions find_queued() {
        std::vector<AgentCall> calls;
        for (const auto& place : list_queued_calls_with_words(tx_, agents_, filter_.required_words())) {
            const auto position = place.position();
            if (!is_in_range(position)) continue;
            if (const auto* agent = find_agent(place.agent)) calls.push_back({position, agent});
        }
        keep_matching_columns(calls);
        auto positions = positions_of(calls);
        keep_first(positions);
        return positions;
    }

    Positions search_index(const CallRange& range) {
        const bool is_rare = sort_words();
        if (is_rare && agents_.size() > max_agents_merged_with_rare_word) {
            look_up_words_from(1);
            return choose_from_rare_word(range);
        }
        if (agents_.size() > max_agents_merged_at_once_in_search) {
            look_up_words_from(0);
            if (auto found = scan_briefly(range)) return std::move(*found);
        }
        look_up_words_from(1);
        WordMerge merge(tx_, filter_.words->front(), agents_, range);
        return keep_matching([&](std::size_t limit) { return merge.next(limit); });
    }

    void look_up_words_from(std::size_t first) {
        lookups_.clear();
        for (auto index = first; index < filter_.words->size(); ++index)
            lookups_.emplace_back(tx_, (*filter_.words)[index]);
    }

    /// Puts the rarest word first; of common ones the longest, which is probably the rarest. Returns whether the first
    /// one is rare.
    bool sort_words() {
        auto& words = *filter_.words;
        std::ranges::stable_sort(words, std::greater(), &std::string::size);
        const auto counts = count_rows_with_words(tx_, words, max_rows_of_rare_word + 1);
        const auto rarest = std::ranges::min_element(counts);
        std::swap(words.front(), words[static_cast<std::size_t>(rarest - counts.begin())]);
        return *rarest <= max_rows_of_rare_word;
    }

    Positions choose_from_rare_word(const CallRange& range) {
        auto calls = list_calls_with_word(tx_, filter_.words->front(), agents_, range);
        std::size_t begin = 0;
        return keep_matching([&](std::size_t limit) {
            const auto first = calls.begin() + static_cast<std::ptrdiff_t>(begin);
            const auto last = first + static_cast<std::ptrdiff_t>(std::min(limit, calls.size() - begin));
            std::partial_sort(first, last, calls.end(), [&](const AgentCall& left, const AgentCall& right) {
                return range.is_in_order(left.position, right.position);
            });
            begin += static_cast<std::size_t>(last - first);
            return std::vector<AgentCall>(first, last);
        });
    }

    /// The first results among the calls that `next(limit)` returns, part after part in the order of the range.
    template <class Next>
    Positions keep_matching(Next next) {
        Positions found;
        std::size_t checked = 0;
        for (auto step = count_; found.size() < count_; step = next_step(checked, found.size())) {
            if (!may_check_more(checked)) {
                searched_to_ = last_checked_;
                break;
            }
            auto calls = next(step);
            const bool is_end = calls.size() < step;
            checked += calls.size();
            if (!calls.empty()) last_checked_ = calls.back().position;
            for (auto& lookup : lookups_) lookup.keep_calls_with_word(calls);
            keep_matching_columns(calls);
            const auto positions = positions_of(calls);
            found.insert(found.end(), positions.begin(), positions.end());
            if (is_end) break;
        }
        if (found.size() > count_) found.resize(count_);
        return found;
    }

    void keep_matching_columns(std::vector<AgentCall>& calls) {
        if (!filter_.has_columns() || calls.empty()) return;
        std::vector<std::int64_t> numbers;
        for (const auto& call : calls) numbers.push_back(call.position.number);
        auto matching = list_matching_numbers(tx_, filter_, numbers);
        std::ranges::sort(matching);
        std::erase_if(
            calls, [&](const AgentCall& call) { return !std::ranges::binary_search(matching, call.position.number); });
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
    const std::optional<std::size_t> max_checked_;
    std::optional<CallPosition> searched_to_;
    CallPosition last_checked_;
    std::vector<AgentId> agents_;      ///< whose calls are results; empty for those of all agents
    std::vector<WordLookup> lookups_;  ///< of the words that are looked up for each call
};

}  // namespace

std::vector<CallPosition> find_calls_of_page(database::Transaction& tx, const access::Scope& scope, CallFilter filter,
                                             const CallRange& range, std::size_t count) {
    return PageSearch(tx, scope, std::move(filter), range, count).run();
}

FirstCalls find_first_calls(database::Transaction& tx, const access::Scope& scope, CallFilter filter,
                            const CallRange& range, std::size_t count) {
    PageSearch search(tx, scope, std::move(filter), range, count, max_checked_calls);
    auto calls = search.run();
    return {std::move(calls), search.searched_to()};
}

}  // namespace rollcall::calls
