#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "calls/words/call_word_store.hpp"
#include "database/database.hpp"

/// Keeps the index of the search: which words the transcript of each call has. The words of a call are all in the
/// queue, or all in call_words.
namespace rollcall::calls {

/// Adds the words of a call that has none, or whose words are queued: the new ones replace these.
void add_call_words(database::Transaction& tx, const WordPlace& place, std::span<const std::string> words);

/// A word that a call has now, or has no longer.
struct WordChange {
    std::string_view word;
    std::string_view agent_id;
    CallPosition position;
    bool is_added = true;
};

/// Changes call_words, in one go. What is there already, or not there, stays so.
void change_indexed_words(database::Transaction& tx, std::vector<WordChange> changes);

/// Adds the queued words to call_words where many are queued.
void index_queued_words(database::Transaction& tx);

/// For database::refold_rows: brings rows of the same word and agent together, of which earlier versions wrote one for
/// each call.
std::string pack_call_words(database::Transaction& tx, const std::string& position);

}  // namespace rollcall::calls
