#include "calls/listing/call_word_search.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "calls/words/position_list.hpp"

namespace rollcall::calls {

namespace {

/// The rows that are read first of an agent, and then twice as many each time, since old ones may hold one call each.
constexpr std::int64_t first_rows = 2;
constexpr std::int64_t most_rows_at_once = 64;

/// A row tells of the calls around too, so one call of each agent is looked up first; where that leaves some, more at
/// once, since each statement is a round trip on PostgreSQL.
constexpr std::size_t first_lookups_of_agent = 1;
constexpr std::size_t lookups_growth = 4;

/// At most `most` of them, evenly spread.
std::vector<std::size_t> choose_spread(const std::vector<std::size_t>& places, std::size_t most) {
    const auto step = (places.size() + most - 1) / most;
    std::vector<std::size_t> chosen;
    for (std::size_t index = 0; index < places.size(); index += step) chosen.push_back(places[index]);
    return chosen;
}

bool is_in(const CallRange& range, const CallPosition& position) {
    return position > range.after && position < range.before;
}

/// The last position that is before another.
CallPosition before(const CallPosition& position) {
    if (position.number == lowest_number) return {position.started_at - 1, highest_number};
    return {position.started_at, position.number - 1};
}

const AgentId* find_agent(std::span<const AgentId> agents, const AgentId& agent) {
    const auto found = std::ranges::lower_bound(agents, agent);
    return found != agents.end() && *found == agent ? &*found : nullptr;
}

}  // namespace

std::optional<bool> WordLookup::find(const AgentCall& call) const {
    const auto known = known_.find(*call.agent);
    if (known == known_.end()) return std::nullopt;
    const auto& [from, to, positions] = known->second;
    if (call.position < from || call.position > to) return std::nullopt;
    return std::ranges::binary_search(positions, call.position);
}

void WordLookup::learn(const AgentCall& call, const NeighbourRows& rows) {
    auto& [from, to, positions] = known_[*call.agent];
    from = {lowest_number, lowest_number};
    to = call.position;
    positions.clear();
    if (!rows.at_or_before) return;
    from = rows.at_or_before->first;
    positions = read_positions(from, rows.at_or_before->more);
    to = std::max(to, positions.back());
}

void WordLookup::keep_calls_with_word(std::vector<AgentCall>& calls) {
    std::vector<bool> has_word(calls.size());
    const auto settle = [&](std::vector<std::size_t>& places) {
        std::erase_if(places, [&](std::size_t place) {
            const auto has = find(calls[place]);
            if (has) has_word[place] = *has;
            return has.has_value();
        });
    };
    std::map<const AgentId*, std::vector<std::size_t>> unsettled;  // places in `calls`
    for (std::size_t place = 0; place < calls.size(); ++place) unsettled[calls[place].agent].push_back(place);
    for (auto& [agent, places] : unsettled) settle(places);

    for (auto most = first_lookups_of_agent;; most *= lookups_growth) {
        std::erase_if(unsettled, [](const auto& of_agent) { return of_agent.second.empty(); });
        if (unsettled.empty()) break;
        std::vector<std::size_t> looked_up;
        std::vector<WordPosition> wanted;
        for (const auto& [agent, places] : unsettled) {
            for (const auto place : choose_spread(places, most)) {
                looked_up.push_back(place);
                wanted.push_back({word_, agent->text(), calls[place].position});
            }
        }
        const auto rows = list_neighbour_rows(tx_, wanted, Neighbours::at_or_before);
        for (std::size_t at = 0; at < rows.size(); ++at) {
            const auto& call = calls[looked_up[at]];
            learn(call, rows[at]);
            settle(unsettled[call.agent]);
        }
    }
    std::size_t place = 0;
    std::erase_if(calls, [&](const AgentCall&) { return !has_word[place++]; });
}

WordMerge::WordMerge(database::Transaction& tx, const std::string& word, std::span<const AgentId> agents,
                     const CallRange& range)
    : tx_(tx), word_(word), range_(range) {
    const auto start = range.newest_first ? before(range.before) : range.after;
    std::vector<WordPosition> wanted;
    for (const auto& agent : agents) wanted.push_back({word_, agent.text(), start});
    const auto neighbours =
        list_neighbour_rows(tx_, wanted, range.newest_first ? Neighbours::at_or_before : Neighbours::both);
    for (std::size_t index = 0; index < agents.size(); ++index) {
        const auto& [at_or_before, after] = neighbours[index];
        AgentRows rows{.agent = &agents[index], .rows_at_once = first_rows};
        if (at_or_before) add_row(rows, *at_or_before);
        if (after && rows.calls.empty()) add_row(rows, *after);
        if (!at_or_before && !after) continue;
        if (rows.calls.empty() && range.newest_first) continue;  // it ends before the range begins
        agents_.push_back(std::move(rows));
    }
    std::ranges::make_heap(agents_, [&](const auto& left, const auto& right) { return is_later(left, right); });
}

void WordMerge::add_row(AgentRows& rows, const WordRow& row) {
    auto positions = read_positions(row.first, row.more);
    std::erase_if(positions, [&](const CallPosition& position) { return !is_in(range_, position); });
    if (!range_.newest_first) std::ranges::reverse(positions);
    rows.calls = std::move(positions);
    rows.read_to = row.first;
    if (range_.newest_first && row.first <= range_.after) rows.has_more = false;
}

void WordMerge::read_more(AgentRows& rows) {
    const WordPosition after{word_, rows.agent->text(),
                             range_.newest_first ? CallPosition{lowest_number, lowest_number} : rows.read_to};
    const auto more = list_word_rows_between(tx_, after, range_.newest_first ? rows.read_to : range_.before,
                                             range_.newest_first, rows.rows_at_once);
    std::vector<CallPosition> calls;
    for (const auto& row : more) {
        add_row(rows, row);
        calls.insert(calls.begin(), rows.calls.begin(), rows.calls.end());
    }
    rows.calls = std::move(calls);
    if (std::ssize(more) < rows.rows_at_once) rows.has_more = false;
    rows.rows_at_once = std::min(2 * rows.rows_at_once, most_rows_at_once);
}

bool WordMerge::is_later(const AgentRows& left, const AgentRows& right) const {
    return range_.is_in_order(right.next(), left.next());
}

std::vector<AgentCall> WordMerge::next(std::size_t limit) {
    const auto compare = [&](const auto& left, const auto& right) { return is_later(left, right); };
    std::vector<AgentCall> calls;
    while (calls.size() < limit && !agents_.empty()) {
        std::ranges::pop_heap(agents_, compare);
        auto& rows = agents_.back();
        if (!rows.calls.empty()) {
            calls.push_back({rows.calls.back(), rows.agent});
            rows.calls.pop_back();
        } else if (rows.has_more) {
            read_more(rows);
        }
        if (rows.calls.empty() && !rows.has_more) {
            agents_.pop_back();
        } else {
            std::ranges::push_heap(agents_, compare);
        }
    }
    return calls;
}

std::vector<AgentCall> list_calls_with_word(database::Transaction& tx, const std::string& word,
                                            std::span<const AgentId> agents, const CallRange& range) {
    std::vector<AgentCall> calls;
    for (const auto& row : list_rows_with_word(tx, word)) {
        const auto* agent = find_agent(agents, row.agent_id);
        if (!agent || row.first >= range.before) continue;
        for (const auto& position : read_positions(row.first, row.more)) {
            if (is_in(range, position)) calls.push_back({position, agent});
        }
    }
    return calls;
}

}  // namespace rollcall::calls
