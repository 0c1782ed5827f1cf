#include "erasure_ledger/ledger.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "core/error.hpp"

namespace rollcall::erasure_ledger {

namespace {

class OpenFile {
public:
    explicit OpenFile(const std::filesystem::path& file)
        : descriptor_(::open(file.c_str(), O_RDWR | O_APPEND | O_CLOEXEC)) {}
    ~OpenFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    bool is_open() const { return descriptor_ >= 0; }
    bool sync() const { return ::fsync(descriptor_) == 0; }
    bool truncate(std::uintmax_t size) const { return ::ftruncate(descriptor_, static_cast<off_t>(size)) == 0; }

    bool begins_with(std::string_view text) const {
        std::string bytes(text.size(), '\0');
        return ::pread(descriptor_, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()) &&
               bytes == text;
    }

    /// Leaves nothing of the text where the disk has no room for all of it.
    bool write(std::string_view text) const {
        struct stat before {};
        if (::fstat(descriptor_, &before) != 0) return false;
        const auto written = ::write(descriptor_, text.data(), text.size());
        if (written == static_cast<ssize_t>(text.size())) return true;
        const int problem = written < 0 ? errno : ENOSPC;
        if (written > 0) (void)truncate(static_cast<std::uintmax_t>(before.st_size));
        errno = problem;
        return false;
    }

private:
    int descriptor_;
};

std::string describe_problem(const std::filesystem::path& file) {
    return fmt::format("The ledger of erasures {} cannot be written: {}.", file.string(),
                       std::generic_category().message(errno));
}

}  // namespace

Ledger::Ledger(std::filesystem::path file, const SealingKey& key) : file_(std::move(file)), key_(key) {
    if (!std::filesystem::exists(file_)) create_ledger(file_, key_);
    content_ = read_ledger(file_, key_);
    repair_end();
    remember(content_.entries);
}

Entry Ledger::entry_of_member(const MemberId& member, Time removed_at) const {
    return {removed_at, ErasedKind::member, hash_of_member(key_, member.text())};
}

void Ledger::append(std::span<const Entry> entries) {
    const std::lock_guard lock(mutex_);  // until the disk has them: two that add the same write it once
    const auto lines = write_missing_lines(entries);
    if (lines.empty()) return;
    const OpenFile open(file_);
    if (!open.is_open()) throw Error::unavailable(describe_problem(file_));
    // Another program may have put an empty file there, to which nobody could add the first line later.
    if (!open.begins_with(first_line(key_))) {
        throw Error::unavailable(
            fmt::format("{} is no ledger of erasures of this key file any more: put it back, or move it away and start "
                        "the server again.",
                        file_.string()));
    }
    if (!open.write(lines) || !open.sync()) throw Error::unavailable(describe_problem(file_));
    remember(entries);
}

void Ledger::try_append(const Entry& entry) {
    try {
        append({&entry, 1});
    } catch (const Error& error) {
        spdlog::error("{} It is tried again before the erasure is recorded as done.", error.what());
    }
}

std::string Ledger::write_missing_lines(std::span<const Entry> entries) {
    std::string lines;
    for (const auto& entry : entries) {
        const auto known = last_times_.find({entry.kind, entry.hash});
        if (known == last_times_.end() || known->second < entry.time) lines += write_entry(key_, entry);
    }
    return lines;
}

void Ledger::remember(std::span<const Entry> entries) {
    for (const auto& entry : entries) {
        auto& last = last_times_.try_emplace({entry.kind, entry.hash}, entry.time).first->second;
        last = std::max(last, entry.time);
    }
}

void Ledger::repair_end() {
    if (content_.end == Content::End::whole) return;
    const OpenFile open(file_);
    const bool is_cut_off = content_.end == Content::End::cut_off;
    const bool is_repaired =
        open.is_open() && (is_cut_off ? open.truncate(content_.whole_bytes) : open.write("\n")) && open.sync();
    if (!is_repaired) throw std::runtime_error(describe_problem(file_));
    spdlog::warn("The last line of the ledger of erasures {} was cut off, as by a crash. It was {}", file_.string(),
                 is_cut_off ? "deleted: its erasure is added again" : "completed");
}

}  // namespace rollcall::erasure_ledger
