#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "calls/call_position.hpp"
#include "calls/listing/call_list_store.hpp"
#include "calls/words/call_word_store.hpp"
#include "database/database.hpp"

/// Reads the index of words (calls/words/call_word_index.hpp) for the search.
namespace rollcall::calls {

/// A call of an agent; borrows the id of the agent.
struct AgentCall {
    CallPosition position;
    const AgentId* agent = nullptr;
};

/// Tells of calls whether they have a word, with few statements: keeps the row of each agent that was read last, which
/// tells it of the calls around.
class WordLookup {
public:
    WordLookup(database::Transaction& tx, const std::string& word) : tx_(tx), word_(word) {}

    /// Removes the calls that do not have the word; keeps the order.
    void keep_calls_with_word(std::vector<AgentCall>& calls);

private:
    /// What is known of one agent: the calls with the word from `from` to `to`.
    struct Known {
        CallPosition from;
        CallPosition to;
        std::vector<CallPosition> positions;
    };
    std::optional<bool> find(const AgentCall& call) const;
    void learn(const AgentCall& call, const NeighbourRows& rows);

    database::Transaction& tx_;
    const std::string& word_;
    std::map<AgentId, Known> known_;
};

/// The calls of some agents that have a word, in the order of a range: reads a row of each agent at first, and further
/// ones where they are needed.
class WordMerge {
public:
    /// Borrows the agents and the word.
    WordMerge(database::Transaction& tx, const std::string& word, std::span<const AgentId> agents,
              const CallRange& range);

    /// The next calls, at most `limit`; fewer where there are no more.
    std::vector<AgentCall> next(std::size_t limit);

private:
    /// The calls of one agent that were read and not returned yet, the next one last.
    struct AgentRows {
        const AgentId* agent = nullptr;
        std::vector<CallPosition> calls;
        CallPosition read_to;  ///< the first call of the row that was read last
        std::int64_t rows_at_once = 0;
        bool has_more = true;
        /// The next call, or the position after which it is.
        CallPosition next() const { return calls.empty() ? read_to : calls.back(); }
    };
    void add_row(AgentRows& rows, const WordRow& row);
    void read_more(AgentRows& rows);
    bool is_later(const AgentRows& left, const AgentRows& right) const;

    database::Transaction& tx_;
    const std::string& word_;
    CallRange range_;
    std::vector<AgentRows> agents_;  ///< a heap: the one whose call is next is the first
};

/// The calls of these agents that have a word, in no order: reads all rows of the word. The ids are in order.
std::vector<AgentCall> list_calls_with_word(database::Transaction& tx, const std::string& word,
                                            std::span<const AgentId> agents, const CallRange& range);

}  // namespace rollcall::calls
