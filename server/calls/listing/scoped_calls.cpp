#include "calls/listing/scoped_calls.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <utility>

#include "calls/listing/call_list_store.hpp"
#include "calls/seen_call_store.hpp"

namespace rollcall::calls {

namespace {

// Up to so many agents each is asked for its first call at once. The newest calls of the account are likely to be of
// more, ...
constexpr std::size_t few_agents = 60;
// ... unless a word is looked up for each of them, which costs as much as to ask an agent for its first call.
constexpr std::size_t few_agents_for_words = 300;
// The walk goes on for no more than so many entries.
constexpr std::size_t most_walked = 3'000;
// Entries at once, where the walk is long.
constexpr std::size_t largest_step = 1'000;
// A word that up to so many calls have leads to all of them.
constexpr std::int64_t few_calls = 1'000;

using Places = std::vector<CallPlace>;

/// The first `wanted` calls of a window, in the order of reading.
class Search {
public:
    Search(database::Transaction& tx, const CallScope& scope, CallConditions conditions, const Window& window,
           std::size_t wanted)
        : tx_(tx), scope_(scope), conditions_(std::move(conditions)), window_(window), wanted_(wanted) {}

    Places run() {
        const bool has_rare_word = sort_words();
        if (scope_.is_everything() && conditions_.words.empty()) return walk_to_the_end();

        agents_ = agents_in(tx_, scope_);
        if (agents_.empty()) return {};
        if (agents_.size() == 1) return calls_of(tx_, agents_.front(), conditions_, window_, limit());
        if (has_rare_word) return among_few_calls();
        if (agents_.size() > (conditions_.words.empty() ? few_agents : few_agents_for_words)) {
            if (auto found = walk_a_little()) return std::move(*found);
        }
        return merge();
    }

private:
    std::int64_t limit() const { return static_cast<std::int64_t>(wanted_); }
    bool sees(const Candidate& candidate) const {
        return candidate.fits && (agents_.empty() || std::ranges::binary_search(agents_, candidate.agent));
    }

    /// Puts the rarest first; of common ones the longest is likely to be. Whether few calls have it.
    bool sort_words() {
        auto& words = conditions_.words;
        std::ranges::stable_sort(words, std::greater(), &std::string::size);
        auto least = few_calls + 1;
        for (auto& word : words) {
            const auto count = count_calls_with(tx_, word, least);
            if (count >= least) continue;
            least = count;
            std::swap(words.front(), word);
        }
        return least <= few_calls;
    }

    Places walk_to_the_end() {
        return walk_while([](std::size_t, std::size_t) { return true; }).value();
    }

    /// Nothing where the page is not filled soon, by what has come so far.
    std::optional<Places> walk_a_little() {
        return walk_while([&](std::size_t walked, std::size_t found) {
            return walked < most_walked && found * most_walked >= wanted_ * walked;
        });
    }

    template <class GoesOn>
    std::optional<Places> walk_while(GoesOn goes_on) {
        auto rest = window_;
        Places found;
        std::size_t walked = 0;
        for (auto step = wanted_;; step = std::min(2 * step, std::max(largest_step, wanted_))) {
            const auto candidates = walk(tx_, conditions_, rest, static_cast<std::int64_t>(step));
            for (const auto& candidate : candidates) {
                if (sees(candidate)) found.push_back(candidate.place);
                if (found.size() == wanted_) return found;
            }
            walked += candidates.size();
            if (candidates.size() < step) return found;
            if (!goes_on(walked, found.size())) return std::nullopt;
            rest.begin_after(candidates.back().place);
        }
    }

    Places among_few_calls() {
        Places found;
        for (const auto& candidate : calls_with_word(tx_, conditions_, window_)) {
            if (sees(candidate)) found.push_back(candidate.place);
        }
        return sorted(std::move(found));
    }

    /// Agent after agent, as their first calls come, until no further agent can have a call of the page.
    Places merge() {
        auto firsts = heads(tx_, scope_, conditions_, window_);
        const bool newest_first = window_.from == Window::From::newest;
        std::ranges::sort(firsts, [&](const Head& left, const Head& right) {
            return newest_first ? left.started_at > right.started_at : left.started_at < right.started_at;
        });
        auto rest = window_;
        // Each of them is a call of the list then, so the page ends with the last that is wanted at the latest.
        if (conditions_.is_in_index() && firsts.size() >= wanted_) rest.end_with(firsts[wanted_ - 1].started_at);

        Places found;
        for (const auto& first : firsts) {
            if (found.size() == wanted_) {
                const auto last = found.back().started_at;
                if (newest_first ? first.started_at < last : first.started_at > last) break;
                rest.end_before(found.back());
            }
            const auto more = calls_of(tx_, first.agent, conditions_, rest, limit());
            found.insert(found.end(), more.begin(), more.end());
            found = sorted(std::move(found));
        }
        return found;
    }

    Places sorted(Places places) const {
        std::ranges::sort(places, [&](const auto& left, const auto& right) { return window_.is_sooner(left, right); });
        if (places.size() > wanted_) places.resize(wanted_);
        return places;
    }

    database::Transaction& tx_;
    const CallScope& scope_;
    CallConditions conditions_;
    const Window window_;
    const std::size_t wanted_;
    std::vector<AgentId> agents_;  ///< empty where all are seen
};

/// Where the page begins. A cursor names the call by its id: numbers would tell how many calls the account has.
void begin_at(database::Transaction& tx, Window& window, const database::Cursor& cursor) {
    using Side = database::Cursor::Side;
    CallPlace place{std::get<std::int64_t>(cursor.value), number_of(tx, CallId(cursor.id)).value_or(0)};
    if (cursor.reads_backwards()) window.from = Window::From::oldest;
    if (cursor.side == Side::from) ++place.number;  // itself too
    if (cursor.side == Side::up_to) --place.number;
    if (window.is_sooner(window.from == Window::From::newest ? window.before : window.after, place)) {
        window.begin_after(place);
    }
}

Window window_of(database::Transaction& tx, const CallFilter& filter, const database::PageRequest& request) {
    Window window;
    if (filter.from) window.after = {milliseconds(*filter.from), earliest};
    if (filter.to) window.before = {milliseconds(*filter.to), earliest};
    if (request.cursor) begin_at(tx, window, *request.cursor);
    return window;
}

}  // namespace

database::Page<CallSummary> list(database::Transaction& tx, const access::Caller& caller, const CallFilter& filter,
                                 const database::PageRequest& request) {
    if (request.direction != database::Direction::descending) throw std::logic_error("calls are listed newest first");
    database::Page<CallSummary> page;
    database::PageEdges edges(request);
    if (!filter.words || !filter.words->empty()) {
        const CallScope scope{.member = caller.is_administrator() ? std::nullopt : std::optional(caller.member),
                              .agent = filter.agent,
                              .company = filter.company};
        CallConditions conditions{filter.status, filter.direction, filter.words.value_or(std::vector<std::string>{})};
        const auto wanted = static_cast<std::size_t>(request.limit) + 1;  // one more tells whether there is a next page
        const auto places = Search(tx, scope, std::move(conditions), window_of(tx, filter, request), wanted).run();
        page.items = summaries(tx, places);
    }
    for (const auto& call : page.items) edges.note(milliseconds(call.facts.started_at), call.id.text());
    finish(page, edges, request);
    return page;
}

}  // namespace rollcall::calls
