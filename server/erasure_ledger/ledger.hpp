#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <utility>

#include "core/id.hpp"
#include "core/sealing.hpp"
#include "erasure_ledger/ledger_file.hpp"

namespace rollcall::erasure_ledger {

/// The ledger of a server, for many threads at once.
class Ledger {
public:
    /// Opens the ledger, and creates it where there is none. Throws std::runtime_error with one plain line.
    Ledger(std::filesystem::path file, const SealingKey& key);

    const std::filesystem::path& file() const { return file_; }

    /// What it had when it was opened.
    const Content& content_at_opening() const { return content_; }
    /// Frees the memory of that content, once it was replayed.
    void forget_content() { content_ = {}; }

    Entry entry_of_member(const MemberId& member, Time removed_at) const;

    /// Adds those that it does not have; an entry of a later time includes the earlier ones. They survive a power cut
    /// when it returns. Throws Error::unavailable where they could not be written; it is to be tried again.
    void append(std::span<const Entry> entries);

    /// `append` for the request that erases: a failure is logged, since the worker that finishes the erasure tries it
    /// again before the erasure is recorded as done.
    void try_append(const Entry& entry);

private:
    std::string write_missing_lines(std::span<const Entry> entries);
    void remember(std::span<const Entry> entries);
    void repair_end();

    const std::filesystem::path file_;
    const SealingKey& key_;
    Content content_;
    std::mutex mutex_;
    std::map<std::pair<ErasedKind, std::string>, Time> last_times_;
};

}  // namespace rollcall::erasure_ledger
