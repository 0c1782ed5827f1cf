#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

namespace rollcall::contacts {

/// The first row of a phone number in a file, in 8 bytes, since a dry run has millions of them.
class SeenRow {
public:
    SeenRow(std::uint64_t hash, bool was_skipped) : bits_((hash & ~skipped_bit) | (was_skipped ? skipped_bit : 0)) {}

    bool has_hash(std::uint64_t hash) const { return (bits_ & ~skipped_bit) == (hash & ~skipped_bit); }
    bool was_skipped() const { return (bits_ & skipped_bit) != 0; }

private:
    static constexpr std::uint64_t skipped_bit = 1;
    std::uint64_t bits_;
};

/// The phone numbers, in E.164, that a dry run has read in earlier chunks.
class SeenNumbers {
public:
    /// Makes room for them, so that they are not moved later, which needs half as much again.
    void reserve(std::size_t count) { rows_.reserve(count); }
    std::optional<SeenRow> find(const std::string& phone) const {
        const auto found = rows_.find(digits_of(phone));
        return found == rows_.end() ? std::nullopt : std::optional(found->second);
    }
    void add(const std::string& phone, SeenRow row) { rows_.emplace(digits_of(phone), row); }
    void add(const SeenNumbers& more) { rows_.insert(more.rows_.begin(), more.rows_.end()); }

private:
    static std::uint64_t digits_of(const std::string& e164) {
        std::uint64_t number = 0;
        std::from_chars(e164.data() + 1, e164.data() + e164.size(), number);
        return number;
    }

    boost::unordered_flat_map<std::uint64_t, SeenRow> rows_;
};

}  // namespace rollcall::contacts
