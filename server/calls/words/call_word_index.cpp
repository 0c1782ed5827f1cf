#include "calls/words/call_word_index.hpp"

#include <algorithm>
#include <atomic>
#include <tuple>
#include <utility>

#include "calls/intake/intake_limits.hpp"
#include "calls/words/position_list.hpp"

namespace rollcall::calls {

namespace {

/// A longer row would need a second page in SQLite, and be rewritten for each call that is added.
constexpr std::size_t longest_row = 480;  // bytes of `more`
/// How many rows of a word and an agent are read to change them. Where calls are added over a long time, only some of
/// the rows in it may be concerned.
constexpr std::int64_t most_rows_read = 16;
/// How many rows one write packs, while others wait. More than become one row.
constexpr std::int64_t rows_packed_at_once = 1'000;
/// How many groups of changes are looked up and stored together.
constexpr std::size_t groups_at_once = 64;

using Changes = std::span<const WordChange>;

bool is_of_same_rows(const WordChange& left, const WordChange& right) {
    return left.word == right.word && left.agent_id == right.agent_id;
}

/// Sorted changes as groups of one word and agent each.
std::vector<Changes> group_changes(Changes changes) {
    std::vector<Changes> groups;
    for (auto begin = changes.begin(); begin != changes.end();) {
        auto end = begin + 1;
        while (end != changes.end() && is_of_same_rows(*begin, *end)) ++end;
        groups.emplace_back(begin, end);
        begin = end;
    }
    return groups;
}

std::vector<CallPosition> apply_changes(const std::vector<CallPosition>& positions, Changes changes) {
    std::vector<CallPosition> result;
    result.reserve(positions.size() + changes.size());
    auto known = positions.begin();
    for (const auto& change : changes) {
        while (known != positions.end() && *known < change.position) result.push_back(*known++);
        if (known != positions.end() && *known == change.position) ++known;
        if (change.is_added) result.push_back(change.position);
    }
    result.insert(result.end(), known, positions.end());
    return result;
}

std::vector<WordRow> make_rows(std::string_view word, std::string_view agent_id,
                               const std::vector<CallPosition>& positions) {
    std::vector<WordRow> rows;
    std::string more;
    for (std::size_t at = 0; at < positions.size(); ++at) {
        more.clear();
        if (!rows.empty()) append_position(more, positions[at - 1], positions[at]);
        if (rows.empty() || rows.back().more.size() + more.size() > longest_row) {
            rows.push_back({std::string(word), AgentId(agent_id), positions[at], {}});
        } else {
            rows.back().more += more;
        }
    }
    return rows;
}

std::vector<CallPosition> positions_of(std::span<const WordRow> rows) {
    std::vector<CallPosition> positions;
    for (const auto& row : rows) {
        const auto more = read_positions(row.first, row.more);
        positions.insert(positions.end(), more.begin(), more.end());
    }
    return positions;
}

/// What a group of changes makes of the rows that it meets.
class RowChanges {
public:
    explicit RowChanges(database::Transaction& tx) : tx_(tx) {}

    void add(Changes group, const NeighbourRows& neighbours) {
        auto rest = change_first_rows(group, neighbours);
        while (!rest.empty()) {
            const WordPosition wanted{rest.front().word, rest.front().agent_id, rest.front().position};
            rest = change_first_rows(rest, list_neighbour_rows(tx_, std::span(&wanted, 1), Neighbours::both).front());
        }
    }

    void store() {
        upsert_word_rows(tx_, stored_);
        stored_.clear();
    }

private:
    /// Returns the changes that belong to later rows; most often there are none.
    Changes change_first_rows(Changes group, const NeighbourRows& neighbours) {
        std::vector<WordRow> rows;
        if (neighbours.at_or_before) rows.push_back(*neighbours.at_or_before);
        const auto& of = group.front();
        auto count = group.size();
        if (auto end = group.back().position; neighbours.after && neighbours.after->first <= end) {
            ++end.number;
            const auto after =
                list_word_rows_between(tx_, {of.word, of.agent_id, of.position}, end, false, most_rows_read);
            rows.insert(rows.end(), after.begin(), after.end());
            if (std::ssize(after) == most_rows_read) {
                const auto later = std::ranges::lower_bound(group, rows.back().first, {}, &WordChange::position);
                count = static_cast<std::size_t>(later - group.begin());
                rows.pop_back();
            }
        }
        change_rows(group.first(count), rows);
        return group.subspan(count);
    }

    void change_rows(Changes group, const std::vector<WordRow>& rows) {
        const auto& of = group.front();
        keep_differences(of, rows, make_rows(of.word, of.agent_id, apply_changes(positions_of(rows), group)));
    }

    void keep_differences(const WordChange& of, const std::vector<WordRow>& before, std::vector<WordRow> after) {
        const auto has_first = [](const auto& rows, const CallPosition& first) {
            return std::ranges::find(rows, first, &WordRow::first);
        };
        for (const auto& row : before) {
            if (has_first(after, row.first) == after.end()) delete_word_row(tx_, {of.word, of.agent_id, row.first});
        }
        for (auto& row : after) {
            const auto known = has_first(before, row.first);
            if (known == before.end() || known->more != row.more) stored_.push_back(std::move(row));
        }
    }

    database::Transaction& tx_;
    std::vector<WordRow> stored_;
};

void index_words_of(database::Transaction& tx, const AgentId& agent) {
    const auto queued = list_queued_words_of_agent(tx, agent);
    std::vector<WordChange> changes;
    for (const auto& call : queued) {
        for (const auto word : split_joined_words(call.words)) {
            changes.push_back({word, agent.text(), call.place().position()});
        }
    }
    change_indexed_words(tx, std::move(changes));
    delete_queued_words_of_agent(tx, agent);
}

/// Rows of one word and agent. Returns the last row after that.
WordRow pack_rows(database::Transaction& tx, std::span<const WordRow> rows) {
    const auto& of = rows.front();
    const auto packed = make_rows(of.word, of.agent_id.text(), positions_of(rows));
    if (packed.size() == rows.size()) return rows.back();
    delete_word_rows_after(tx, {of.word, of.agent_id.text(), of.first}, rows.back().first);
    upsert_word_rows(tx, packed);
    return packed.back();
}

}  // namespace

void change_indexed_words(database::Transaction& tx, std::vector<WordChange> changes) {
    std::ranges::sort(changes, {},
                      [](const WordChange& change) { return std::tie(change.word, change.agent_id, change.position); });
    const auto groups = group_changes(changes);
    RowChanges rows(tx);
    std::vector<WordPosition> wanted;
    for (std::size_t begin = 0; begin < groups.size(); begin += groups_at_once) {
        const auto part = std::span(groups).subspan(begin, std::min(groups_at_once, groups.size() - begin));
        wanted.clear();
        for (const auto& group : part) {
            wanted.push_back({group.front().word, group.front().agent_id, group.front().position});
        }
        const auto neighbours = list_neighbour_rows(tx, wanted, Neighbours::both);
        for (std::size_t index = 0; index < part.size(); ++index) rows.add(part[index], neighbours[index]);
        rows.store();
    }
}

void index_queued_words(database::Transaction& tx) {
    const auto counts = count_queued_calls(tx);
    std::int64_t queued = 0;
    for (const auto& count : counts) queued += count.calls;
    for (const auto& count : counts) {
        if (queued <= most_queued_calls && count.calls < most_queued_calls_of_agent) break;
        index_words_of(tx, count.agent_id);
        queued -= count.calls;
    }
}

std::string pack_call_words(database::Transaction& tx, const std::string& position) {
    const auto rows = list_word_rows_from(tx, position, rows_packed_at_once);
    WordRow last;
    for (auto begin = rows.begin(); begin != rows.end();) {
        const auto end = std::find_if(begin, rows.end(), [&](const WordRow& row) {
            return row.word != begin->word || row.agent_id != begin->agent_id;
        });
        last = pack_rows(tx, {begin, end});
        begin = end;
    }
    // The last row may have room for more.
    return std::ssize(rows) < rows_packed_at_once ? std::string() : position_text(last);
}

void add_call_words(database::Transaction& tx, const WordPlace& place, std::span<const std::string> words) {
    const auto joined = join_words(words);
    if (words.empty() || joined.size() > longest_queued_words) {
        delete_queued_words_row(tx, place.call);
        std::vector<WordChange> changes;
        for (const auto& word : words) changes.push_back({word, place.agent.text(), place.position()});
        change_indexed_words(tx, std::move(changes));
        return;
    }
    upsert_queued_words_row(tx, place, joined);
    // Of this process: a number of the call itself would leave out calls that have none of these.
    static std::atomic<std::int64_t> queued_calls = 0;
    if (++queued_calls % calls_between_checks == 0) index_queued_words(tx);
}

}  // namespace rollcall::calls
