#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace rollcall::members {

/// Which texts may contain a part: for each hash of a byte, or of two bytes that follow each other, a bit for each text
/// that has it. The bits of a part, combined, exclude nearly all texts that do not contain it. Takes 128 bytes for each
/// text.
class PairIndex {
public:
    using Slot =
        std::uint32_t;  ///< a text's number; the lowest ones should be used, since memory is held for all below

    /// `slot` must have no text.
    void add(Slot slot, std::string_view text) { set_bits(slot, text, true); }
    /// `text` is what was added with this slot.
    void remove(Slot slot, std::string_view text) { set_bits(slot, text, false); }

    /// Texts, as a set.
    class Candidates {
    public:
        explicit Candidates(std::vector<std::uint64_t> bits) : bits_(std::move(bits)) {}
        bool contain(Slot slot) const { return (bits_[slot / bits_of_word] >> (slot % bits_of_word) & 1U) != 0; }

    private:
        friend class PairIndex;
        std::vector<std::uint64_t> bits_;
    };

    Candidates all() const { return Candidates(std::vector<std::uint64_t>(words_of_row_, ~std::uint64_t{0})); }
    /// Keeps the texts that may contain `part`.
    void keep_containing(std::string_view part, Candidates& candidates) const;

private:
    static constexpr std::size_t rows = 1024;
    static constexpr std::size_t bits_of_word = 64;

    void set_bits(Slot slot, std::string_view text, bool value);
    void make_room_for(Slot slot);

    std::size_t words_of_row_ = 0;
    std::vector<std::uint64_t> bits_;  ///< row after row
};

}  // namespace rollcall::members
